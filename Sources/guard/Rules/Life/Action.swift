/// What the guard does about an event.
enum Action: Equatable {
    case nothing
    /// Choose a release, do what has to be done before, start its kernel. Gives one of the four `started` events.
    case start
    /// A start is due at once.
    case startAtOnce
    /// A start is due after a short while; nothing has failed.
    case startSoon
    /// A start is due at once, and earlier failures count no more: somebody has changed something.
    case startAfresh
    /// A start is due after the wait that the failures so far ask for.
    case countFailure
    case tellReady
    /// Write the confirmation; gives `confirmed` unless that fails. The kernel is answered in both cases.
    case confirm
    /// Answer that there is nothing to confirm, or that it already was.
    case answer
    /// Kill the kernel; `overdue` if it has not ended in time.
    case kill
    /// Ask the kernel to end; `overdue` if it has not in time.
    case stopKernel
    /// The kernel has some time to end by itself; then `overdue`.
    case awaitEnd
    case leave
}
