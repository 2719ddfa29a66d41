// libuv, and the few system calls Swift cannot call: variadic functions, and what is made of macros.
#ifndef ROOST_CLIBUV_SHIM_H
#define ROOST_CLIBUV_SHIM_H

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
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

#endif
