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

    private let folder: String
    public let now: UTCTime

    /// `folder` is the trust store's.
    public init(clock: UTCTime, folder: String) {
        self.folder = folder
        now = max(clock, Self.programAge, Self.latest(in: folder) ?? Self.programAge)
    }

    /// A refresh has succeeded. What cannot be kept, at once, is no worse than before.
    func keep() {
        try? FolderLock.held(folder, waiting: .zero) { () throws(StoreFailure) in
            // Another client may have kept a later one.
            if let latest = Self.latest(in: folder), latest >= now { return }
            try StoredFile.replace(Self.path(in: folder), with: now.text.utf8)
        }
    }

    private static func path(in folder: String) -> String { "\(folder)/latest-time" }

    private static func latest(in folder: String) -> UTCTime? {
        guard let text = try? StoredFile.bytes(path(in: folder), atMost: 64) else { return nil }
        return UTCTime(ExactText(String(decoding: text, as: UTF8.self)))
    }
}
