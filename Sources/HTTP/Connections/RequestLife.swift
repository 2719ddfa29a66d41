import EventLoop

/// A request from its sending to its end: all its waiting is done here, and ends by time or by the caller's change of mind.
final class RequestLife {
    let id: UInt64
    let loop: Loop
    private(set) var isCancelled = false
    /// What waits now.
    private var abandon: ((HTTPError) -> Void)?
    private var late: HTTPError?
    private lazy var timer = Timer(on: loop) { [unowned self] in
        if let late { abandon?(late) }
    }

    init(_ id: UInt64, on loop: Loop) {
        self.id = id
        self.loop = loop
    }

    func cancel() {
        isCancelled = true
        abandon?(.cancelled)
    }

    func end() {
        abandon = nil
        timer.close()
    }

    /// Suspends until what `start` was given is called, until `deadline` by the loop's clock, or until it is cancelled.
    ///
    /// The first of these counts; what comes later is dropped.
    func wait<Value>(
        until deadline: UInt64?, or late: HTTPError, _ start: (@escaping (Result<Value, HTTPError>) -> Void) -> Void
    ) async throws(HTTPError) -> Value {
        if isCancelled { throw .cancelled }
        var outcome: Result<Value, HTTPError>?
        await withCheckedContinuation { (waiting: CheckedContinuation<Void, Never>) in
            let finish = { (result: Result<Value, HTTPError>) in
                guard outcome == nil else { return }
                outcome = result
                waiting.resume()
            }
            abandon = { finish(.failure($0)) }
            if let deadline { setTimer(deadline, late) }
            start(finish)
        }
        abandon = nil
        self.late = nil
        timer.stop()
        return try outcome!.get()
    }

    /// For work that must not be given up half-way, as on a disk.
    func finish<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { waiting in loop.offload(work) { waiting.resume(returning: $0) } }
    }

    func sleep(_ milliseconds: UInt64) async throws(HTTPError) {
        do throws(HTTPError) {
            let _: Void = try await wait(until: loop.now + milliseconds, or: .unreachable("slept")) { _ in }
        } catch .unreachable {
            return
        }
    }

    private func setTimer(_ deadline: UInt64, _ late: HTTPError) {
        self.late = late
        timer.start(after: deadline > loop.now ? deadline - loop.now : 1)
    }
}
