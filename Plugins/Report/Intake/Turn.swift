/// Who has to wait until another one is done, in the order of coming.
final class Turn {
    private var isTaken = false
    private var waiting: [() -> Void] = []

    func take() async {
        guard isTaken else {
            isTaken = true
            return
        }
        await withCheckedContinuation { resumption in waiting.append { resumption.resume() } }
    }

    /// To the next one.
    func pass() {
        if waiting.isEmpty { isTaken = false } else { waiting.removeFirst()() }
    }
}
