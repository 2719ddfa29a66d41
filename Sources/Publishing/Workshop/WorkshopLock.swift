import Glibc

/// The one publisher's hold on a workshop, let go with its process at the latest. (flock)
package final class WorkshopLock: Sendable {
    private let descriptor: Int32

    package init(_ workshop: Workshop) throws(PublishingError) {
        descriptor = open(workshop.lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .last(workshop.lock) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let isTaken = errno == EWOULDBLOCK
            close(descriptor)
            throw isTaken ? .busy(folder: workshop.path) : .last(workshop.lock)
        }
    }

    /// A child that is just being started may hold a copy of the descriptor: closing ours alone would not do.
    deinit {
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
