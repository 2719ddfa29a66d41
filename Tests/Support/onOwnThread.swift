import Foundation

/// What `body` returns or throws, run on a thread of its own: one that blocks, as a loop does, would keep one of Swift's few from others.
public func onOwnThread<Output: Sendable>(_ body: @escaping @Sendable () throws -> Output) async throws -> Output {
    try await withCheckedThrowingContinuation { waiting in
        Thread.detachNewThread { waiting.resume(with: Result { try body() }) }
    }
}
