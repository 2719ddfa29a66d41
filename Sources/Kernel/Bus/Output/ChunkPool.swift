import Glibc

/// Where peers' output buffers come from: 64 KiB pieces of their own mappings, so that a backlog's memory goes back
/// to the system when it is gone (glibc would keep it). While messages flow, enough is kept at hand for a fan-out.
final class ChunkPool {
    static let chunkSize = 65_536
    private static let kept = 64

    private var free: [UnsafeMutableRawPointer] = []
    /// Chunks in use.
    private(set) var used = 0
    /// Bytes waiting in all outboxes together.
    var pending = 0

    func take() -> UnsafeMutableRawPointer {
        used += 1
        if let chunk = free.popLast() { return chunk }
        let chunk = mmap(nil, Self.chunkSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        precondition(chunk != MAP_FAILED, "no memory for the bus's output")
        return chunk!
    }

    func giveBack(_ chunk: UnsafeMutableRawPointer) {
        used -= 1
        if free.count < Self.kept {
            free.append(chunk)
        } else {
            munmap(chunk, Self.chunkSize)
        }
    }

    /// More is kept than a quiet bus needs.
    var isGenerous: Bool { free.count > Self.keptInQuiet }
    private static let keptInQuiet = 4

    /// Gives back what a quiet bus does not need.
    func trim() {
        while free.count > Self.keptInQuiet, let chunk = free.popLast() { munmap(chunk, Self.chunkSize) }
    }

    deinit {
        for chunk in free { munmap(chunk, Self.chunkSize) }
    }
}
