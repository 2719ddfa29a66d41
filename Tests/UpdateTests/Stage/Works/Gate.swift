/// Where a scripted work waits until the test lets it go on.
final class Gate {
    private(set) var isReached = false
    private var isOpen = false
    private var waiting: [() -> Void] = []

    func pass() async {
        isReached = true
        guard !isOpen else { return }
        await withCheckedContinuation { turn in waiting.append { turn.resume() } }
    }

    func open() {
        isOpen = true
        for turn in waiting { turn() }
        waiting = []
    }
}
