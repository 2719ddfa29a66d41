// libuv, and the few system calls Swift cannot call: variadic functions, and what is made of macros.
#ifndef ROOST_CLIBUV_SHIM_H
#define ROOST_CLIBUV_SHIM_H

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <uv.h>

/// The kernel's struct ucred, which glibc shows to GNU sources only.
struct roost_credentials {
    int32_t pid;
    uint32_t uid;
    uint32_t gid;
};

/// prctl is variadic.
static inline int roost_become_subreaper(void) {
    return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0 ? 0 : -errno;
}

/// syscall is variadic; close_range with the flag CLOSE_RANGE_CLOEXEC (4) needs Linux 5.11, older kernels are asked one by one.
static inline void roost_close_on_exec_from(int first) {
    if (syscall(436, (unsigned)first, ~0U, 4U) == 0) return;
    int last = (int)sysconf(_SC_OPEN_MAX);
    for (int fd = first; fd < last && fd < 65536; fd += 1) fcntl(fd, F_SETFD, FD_CLOEXEC);
}

/// A pidfd of the process that connected a unix socket; where Linux is older than 6.5, of the one that has its number now.
static inline int roost_peer_process(int fd, int pid) {
    int process = -1;
    socklen_t size = sizeof process;
    if (getsockopt(fd, SOL_SOCKET, 77 /* SO_PEERPIDFD */, &process, &size) == 0) return process;
    if (errno != ENOPROTOOPT) return -errno;
    process = (int)syscall(434 /* pidfd_open */, pid, 0U);
    return process >= 0 ? process : -errno;
}

/// One datagram and who sent it: control messages are walked with macros. Returns its whole length, which may exceed `capacity`.
static inline ssize_t roost_receive(int fd, void *bytes, size_t capacity, struct roost_credentials *sender, int *known) {
    struct iovec part = {.iov_base = bytes, .iov_len = capacity};
    union {
        struct cmsghdr header;
        char bytes[CMSG_SPACE(sizeof(struct roost_credentials))];
    } control;
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
    ssize_t length = recvmsg(fd, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC | MSG_TRUNC);
    if (length < 0) return -errno;
    *known = 0;
    for (struct cmsghdr *c = CMSG_FIRSTHDR(&message); c != NULL; c = CMSG_NXTHDR(&message, c)) {
        if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != 2 /* SCM_CREDENTIALS */) continue;
        memcpy(sender, CMSG_DATA(c), sizeof *sender);
        *known = 1;
    }
    return length;
}

/// Linux's struct clone_args, as of 5.7.
struct roost_clone {
    uint64_t flags, pidfd, child_tid, parent_tid, exit_signal, stack, stack_size, tls, set_tid, set_tid_size, group;
};

/// clone3 as fork, with the child born into a version 2 control group: nobody waits, as they would for a move there.
/// `process` gets a pidfd. 0 in the child, else its pid or a negative error.
static inline int roost_clone_into(int group, int *process) {
    struct roost_clone clone = {
        .flags = 0x200000000ULL /* CLONE_INTO_CGROUP */ | 0x1000 /* CLONE_PIDFD */, .pidfd = (uint64_t)(uintptr_t)process,
        .exit_signal = SIGCHLD, .group = (uint64_t)group};
    long pid = syscall(435 /* clone3 */, &clone, sizeof clone);
    return pid < 0 ? -errno : (int)pid;
}

/// Whether a process can be born there, and lives: nothing less than a birth tells.
static inline int roost_can_be_born(int group) {
    int process = -1, status = -1;
    int pid = roost_clone_into(group, &process);
    if (pid == 0) _exit(0);
    if (pid < 0) return 0;
    close(process);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
    return status == 0;
}

/// What a child is to be: `descriptors` are its own from 0 on, -1 for none.
struct roost_birth {
    const char *file, *directory;
    char *const *arguments, *const *environment;
    const int *descriptors;
    int count, new_session;
};

/// In the child, between clone3 and exec, where nothing may be called that takes a lock. Returns the error that stopped it.
static inline int roost_become(const struct roost_birth *birth) {
    if (birth->new_session) setsid();
    int given[8];
    for (int fd = 0; fd < birth->count; fd += 1) {
        given[fd] = birth->descriptors[fd];
        // Out of the way of those that are put in their places first.
        if (given[fd] >= 0 && given[fd] < birth->count) given[fd] = fcntl(given[fd], F_DUPFD_CLOEXEC, birth->count);
        if (given[fd] < 0 && birth->descriptors[fd] >= 0) return errno;
    }
    for (int fd = 0; fd < birth->count; fd += 1) {
        if (given[fd] < 0 && fd < 3) given[fd] = open("/dev/null", (fd == 0 ? O_RDONLY : O_RDWR) | O_CLOEXEC);
        if (given[fd] == fd) fcntl(fd, F_SETFD, 0);
        else if (given[fd] < 0) close(fd);
        else if (dup2(given[fd], fd) < 0) return errno;
        // What libuv does as well: a program does not expect its output to refuse.
        if (given[fd] >= 0 && fd < 3) fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) & ~O_NONBLOCK);
    }
    if (birth->directory && chdir(birth->directory)) return errno;
    for (int number = 1; number < NSIG; number += 1) signal(number, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    execve(birth->file, birth->arguments, birth->environment);
    return errno;
}

/// Starts a process in a version 2 control group; its pid, with `process` a pidfd of it, or a negative error.
static inline int roost_start_in_group(const struct roost_birth *birth, int group, int *process) {
    int report[2];
    if (birth->count > 8) return -EINVAL;
    if (syscall(SYS_pipe2, report, O_CLOEXEC)) return -errno;
    // No handler of ours runs in the child.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int pid = roost_clone_into(group, process), failure = 0;
    if (pid == 0) {
        if (report[1] < birth->count) report[1] = fcntl(report[1], F_DUPFD_CLOEXEC, birth->count);
        failure = roost_become(birth);
        while (write(report[1], &failure, sizeof failure) < 0 && errno == EINTR) continue;
        _exit(127);
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    close(report[1]);
    if (pid > 0) {
        ssize_t count;
        while ((count = read(report[0], &failure, sizeof failure)) < 0 && errno == EINTR) continue;
        if (count == sizeof failure) {
            while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) continue;
            close(*process);
            pid = -failure;
        }
    }
    close(report[0]);
    return pid;
}

#endif
