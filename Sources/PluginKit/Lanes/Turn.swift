/// Who has to wait until another one is done, in the order of coming.
public final class Turn {
    private var isTaken = false
    private var waiting: [() -> Void] = []

    public init() {}

    public func take() async {
        guard isTaken else {
            isTaken = true
            return
        }
        await withCheckedContinuation { resumption in waiting.append { resumption.resume() } }
    }

    /// To the next one.
    public func pass() {
        if waiting.isEmpty { isTaken = false } else { waiting.removeFirst()() }
    }
}
