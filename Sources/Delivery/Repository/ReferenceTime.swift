import Glibc
public import TUF

/// The time by which metadata is judged: the greatest of the machine's clock, this program's age, and the latest time under which a
/// refresh has succeeded.
///
/// A router may boot in 1970, or be put back there by who wants it to take what is old. A clock that is ahead does no lasting harm:
/// under a time at which the metadata has expired nothing succeeds, so no such time is kept.
public struct ReferenceTime: Sendable {
    /// When this version was written. No metadata is older that a router should take.
    public static let programAge = UTCTime(secondsSince1970: 1_795_651_200)

    private let path: String
    public let now: UTCTime

    /// `folder` is the trust store's.
    public init(clock: UTCTime, folder: String) {
        path = "\(folder)/latest-time"
        let latest = (try? StoredFile.bytes(path, atMost: 64)).flatMap {
            $0.flatMap { UTCTime(ExactText(String(decoding: $0, as: UTF8.self))) }
        }
        now = max(clock, Self.programAge, latest ?? Self.programAge)
    }

    /// A refresh has succeeded. What cannot be kept is no worse than before.
    func keep() { try? StoredFile.replace(path, with: now.text.utf8) }
}
