/// A point in one boot of the machine, as the guard writes it down: milliseconds of a clock that nobody sets.
struct BootMoment: Equatable, Sendable {
    /// Linux's name for it.
    let boot: String
    let milliseconds: Int64

    /// Nil where /proc does not tell.
    static var current: BootMoment? {
        HostRun.boot.map { BootMoment(boot: $0, milliseconds: Int64(Clocks.machine.boot() * 1000)) }
    }
}
