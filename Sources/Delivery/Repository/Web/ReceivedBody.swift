import HTTP
import Trust

/// A body of any length, of which its length and digest are kept, and its bytes if they are wanted.
final class ReceivedBody: BodySink {
    private let keeps: Bool
    private(set) var length = 0
    private(set) var bytes: [UInt8] = []
    private var stream: DigestStream? = DigestStream(.sha256)

    init(keepingBytes keeps: Bool) { self.keeps = keeps }

    func begin(_ response: HTTPResponse) {
        (length, bytes) = (0, [])
        stream = DigestStream(.sha256)
    }

    func write(_ piece: [UInt8]) {
        length += piece.count
        stream?.update(piece)
        if keeps { bytes += piece }
    }

    /// Of all that came; nothing may come after.
    func digest() -> Digest? { stream.take()?.finish() }
}
