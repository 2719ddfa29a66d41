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

    /// Looked at, never changed; `pread64` does not even move. What sockets do is none of a disk's business
    /// (the file that `bind` leaves would be found at the end of the recording).
    static let harmless: Set<String> = [
        "access", "faccessat", "faccessat2", "stat", "lstat", "fstat", "newfstatat", "statx", "statfs", "fstatfs", "ustat",
        "readlink", "readlinkat", "getdents", "getdents64", "pread64", "preadv", "preadv2", "readahead", "fadvise64", "getcwd", "flock",
        "getxattr", "lgetxattr", "fgetxattr", "listxattr", "llistxattr", "flistxattr", "name_to_handle_at",
        "poll", "ppoll", "select", "pselect6", "epoll_create", "epoll_create1", "epoll_ctl", "epoll_wait", "epoll_pwait", "epoll_pwait2",
        "inotify_init", "inotify_init1", "inotify_add_watch", "inotify_rm_watch", "eventfd", "eventfd2", "signalfd", "signalfd4",
        "timerfd_create", "timerfd_settime", "timerfd_gettime", "pidfd_open", "pidfd_send_signal", "pipe", "pipe2", "memfd_create",
        "socket", "socketpair", "bind", "connect", "listen", "accept", "accept4", "getsockname", "getpeername", "getsockopt", "setsockopt",
        "shutdown", "recvfrom", "recvmsg", "recvmmsg", "execve", "execveat", "exit", "exit_group", "wait4", "waitid", "waitpid",
        "kill", "tkill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo", "msync", "munmap", "utime", "utimes", "utimensat", "futimesat",
        "landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self", "seccomp", "bpf", "perf_event_open", "unshare", "setns",
    ]

    /// Nothing to do with files at all.
    static let elsewhere: Set<String> = [
        "futex", "set_robust_list", "get_robust_list", "rseq", "brk", "mprotect", "madvise", "mremap", "mincore", "membarrier",
        "arch_prctl", "prctl", "prlimit64", "getrlimit", "setrlimit", "getrusage", "uname", "sysinfo", "getrandom",
        "clock_gettime", "clock_nanosleep", "nanosleep", "gettimeofday", "times", "timer_create", "timer_settime", "setitimer", "alarm",
        "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "rt_sigsuspend", "rt_sigtimedwait", "rt_sigpending", "sigaltstack", "pause",
        "getpid", "gettid", "getppid", "getpgid", "getpgrp", "setpgid", "getsid", "setsid", "set_tid_address", "restart_syscall",
        "getuid", "geteuid", "getgid", "getegid", "getresuid", "getresgid", "getgroups", "setgroups", "setuid", "setgid", "setresuid",
        "setresgid", "setreuid", "setregid", "capget", "capset", "sched_yield", "sched_getaffinity", "sched_setaffinity",
        "sched_getscheduler", "sched_setscheduler", "sched_getparam", "setpriority", "getpriority",
    ]

    /// What strace is told to stop at: all it knows but these, so that a call that nobody thought of is not missed.
    static let filter = "trace=!" + harmless.union(elsewhere).sorted().map { "?\($0)" }.joined(separator: ",")
    /// Shown without what they read: it would only swell the log.
    static let unread = "raw=read,readv"
}
