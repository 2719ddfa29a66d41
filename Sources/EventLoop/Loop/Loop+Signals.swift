import Glibc

extension Loop {
    /// The first thing to do in main: who was started from a thread with blocked signals hears neither SIGCHLD nor SIGTERM,
    /// and who does not ignore SIGPIPE dies of a peer that hangs up. (pthread_sigmask, signal)
    public static func clearSignalMask() {
        var none = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, nil)
        signal(SIGPIPE, SIG_IGN)
    }
}

extension Loop {
    /// Whether whoever started us wants a signal ignored, as nohup does. (sigaction)
    public static func ignores(_ signal: Int32) -> Bool {
        var action = sigaction()
        sigaction(signal, nil, &action)
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
    }
}
