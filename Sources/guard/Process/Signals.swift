import Glibc

/// All signals the guard takes, as a descriptor to read: nothing runs in a handler.
final class Signals {
    let descriptor: Int32

    /// C functions: `sigprocmask`, `signalfd`.
    init() throws(SystemError) {
        var taken = sigset_t()
        sigemptyset(&taken)
        for number in [SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGCHLD, SIGPIPE] { sigaddset(&taken, number) }
        roost_expect_children()
        try SystemError.check(sigprocmask(SIG_SETMASK, &taken, nil))
        descriptor = signalfd(-1, &taken, Int32(SFD_NONBLOCK | SFD_CLOEXEC))
        try SystemError.check(descriptor)
    }

    deinit { close(descriptor) }

    /// The next one, or nil.
    func next() -> Int32? {
        var signal = signalfd_siginfo()
        let size = MemoryLayout<signalfd_siginfo>.size
        return read(descriptor, &signal, size) == size ? Int32(signal.ssi_signo) : nil
    }
}
