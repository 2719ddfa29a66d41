/// Where the guard is with its kernel.
enum Phase: CaseIterable, Equatable {
    /// No kernel runs; the next start is due at a known time.
    case waiting
    case running
    case onTrial
    /// The kernel said that it ends to be started again.
    case restarting
    /// Its kernel failed and was killed, but has not ended yet.
    case killing
    case killingTrial
    /// The guard was told to end, and has told the kernel.
    case stopping
    case ended
}
