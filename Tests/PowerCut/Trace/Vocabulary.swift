/// Which system calls the model understands, which cannot change a file, and so which are neither and must stop the show.
enum Vocabulary {
    /// Those that change files or make them durable; each is modelled.
    static let changes: Set<String> = [
        "open", "openat", "openat2", "creat", "write", "pwrite64", "writev", "pwritev", "pwritev2", "truncate", "ftruncate", "fallocate",
        "rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat", "unlink", "unlinkat", "rmdir", "mkdir", "mkdirat",
        "chmod", "fchmod", "fchmodat", "fchmodat2", "chown", "fchown", "lchown", "fchownat",
        "fsync", "fdatasync", "sync", "syncfs", "sync_file_range",
    ]

    /// Those that tell which file a descriptor is, where it stands, and who shares it.
    static let bookkeeping: Set<String> = [
        "close", "close_range", "dup", "dup2", "dup3", "fcntl", "lseek", "read", "readv", "chdir", "fchdir", "umask",
        "clone", "clone3", "fork", "vfork", "mmap", "ioctl", "sendto", "sendmsg",
    ]

    /// Looked at, never changed; `pread64` does not even move. What sockets do is none of a disk's business.
    static let harmless: Set<String> = [
        "access", "faccessat", "faccessat2", "stat", "lstat", "fstat", "newfstatat", "statx", "statfs", "fstatfs", "ustat",
        "readlink", "readlinkat", "getdents", "getdents64", "pread64", "preadv", "preadv2", "readahead", "fadvise64", "getcwd", "flock",
        "getxattr", "lgetxattr", "fgetxattr", "listxattr", "llistxattr", "flistxattr", "name_to_handle_at",
        "poll", "ppoll", "select", "pselect6", "epoll_create", "epoll_create1", "epoll_ctl", "epoll_wait", "epoll_pwait", "epoll_pwait2",
        "inotify_init", "inotify_init1", "inotify_add_watch", "inotify_rm_watch", "eventfd", "eventfd2", "signalfd", "signalfd4",
        "timerfd_create", "timerfd_settime", "timerfd_gettime", "pidfd_open", "pidfd_send_signal", "pipe", "pipe2", "memfd_create",
        "socket", "socketpair", "connect", "listen", "accept", "accept4", "getsockname", "getpeername", "getsockopt", "setsockopt",
        "shutdown", "recvfrom", "recvmsg", "recvmmsg", "execve", "execveat", "exit", "exit_group", "wait4", "waitid", "waitpid",
        "kill", "tkill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo", "msync", "munmap", "utime", "utimes", "utimensat", "futimesat",
        "landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self", "seccomp", "bpf", "perf_event_open", "unshare", "setns",
    ]

    static func isWanted(_ name: ArraySlice<UInt8>) -> Bool { !harmless.contains(String(decoding: name, as: UTF8.self)) }

    /// What strace is told to show: everything with a file name or a descriptor, what makes or joins processes, and what is said
    /// through sockets, which strace does not count among the descriptors.
    static let filter = "trace=%file,%desc,%process,sendto,sendmsg,sync,umask,io_submit,io_setup"
    /// Shown without what they read: it would only swell the log.
    static let unread = "raw=read,readv,pread64,preadv,preadv2,recvfrom,recvmsg,getdents64"
}
