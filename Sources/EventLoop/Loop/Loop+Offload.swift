import CLibuv

extension Loop {
    /// Does `work` on a thread of the pool, then calls `then` with its result on the loop's thread. (uv_queue_work)
    ///
    /// ``close()`` waits for work that has begun; its `then` is not called.
    public func offload<T: Sendable>(_ work: @escaping @Sendable () -> T, then: @escaping (T) -> Void) {
        precondition(!isClosed, "offload after close")
        var result: T?
        let offloaded = Offloaded(perform: { result = work() }, finish: { if let result { then(result) } })
        let request = UnsafeMutablePointer<uv_work_t>.allocate(capacity: 1)
        request.pointee.data = Unmanaged.passRetained(offloaded).toOpaque()
        let code = uv_queue_work(raw, request, performOffloaded, finishOffloaded)
        precondition(code == 0, "no work queue: \(UVError(code: code))")
    }
}

/// Handed to a pool thread and back: never used by both at once.
private final class Offloaded {
    let perform: () -> Void
    let finish: () -> Void

    init(perform: @escaping () -> Void, finish: @escaping () -> Void) {
        self.perform = perform
        self.finish = finish
    }
}

private func performOffloaded(_ request: UnsafeMutablePointer<uv_work_t>?) {
    guard let data = request?.pointee.data else { return }
    Unmanaged<Offloaded>.fromOpaque(data).takeUnretainedValue().perform()
}

private func finishOffloaded(_ request: UnsafeMutablePointer<uv_work_t>?, _ status: Int32) {
    guard let request, let data = request.pointee.data else { return }
    let offloaded = Unmanaged<Offloaded>.fromOpaque(data).takeRetainedValue()
    let isLoopOpen = request.pointee.loop.pointee.data != nil
    request.deallocate()
    if isLoopOpen { offloaded.finish() }
}
