import Synchronization

/// Says to whoever is at work on a database, from another thread, that it is not wanted any more.
final class Recall: Sendable {
    private let flag = Atomic(false)

    var isCalled: Bool { flag.load(ordering: .relaxed) }

    func call() { flag.store(true, ordering: .relaxed) }
}
