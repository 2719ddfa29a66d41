// libc and Linux for the small programs, as Embedded Swift has no Glibc module; and what Swift cannot call: variadic functions, macros.
#ifndef ROOST_CLIBC_SHIM_H
#define ROOST_CLIBC_SHIM_H

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/// errno is a macro.
static inline int roost_errno(void) { return errno; }

/// glibc keeps the arguments here, and a link against another libc fails here.
extern char **__libc_argv __attribute__((visibility("hidden")));
static inline char **roost_arguments(void) { return __libc_argv; }

/// Shown to GNU sources only.
extern char **environ;
static inline char **roost_environment(void) { return environ; }

/// strerror would bring all of libc's translations.
extern const char *strerrordesc_np(int code);

/// openat is variadic.
static inline int roost_openat(int folder, const char *name, int flags, mode_t mode) {
    return openat(folder, name, flags, mode);
}

/// close_range is not in every libc; before Linux 5.9 what was inherited stays open.
static inline void roost_close_from(unsigned first) { syscall(SYS_close_range, first, ~0U, 0U); }

/// SIG_DFL is a macro. An ignored SIGCHLD, inherited, would hide every child's end.
static inline void roost_expect_children(void) { signal(SIGCHLD, SIG_DFL); }

#endif
