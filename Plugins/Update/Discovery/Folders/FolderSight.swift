/// Whether a folder holds a repository that is new and whole: decided by what its newest file looks like, scan by scan.
///
/// A value. A stick is copied to, or mounted, slowly: what changed since the last scan is waited for. One that could not be used is
/// tried again a few times, later and later, and then left until it changes.
struct FolderSight: Equatable {
    /// Of `metadata/timestamp.json`, which every publication rewrites last: device, inode, size and time of change.
    struct Stamp: Equatable {
        var device: UInt64
        var inode: UInt64
        var size: Int64
        var nanoseconds: Int64
    }

    private var stamp: Stamp?
    private var isTaken = false
    private var failures = 0
    private var scansToWait = 0

    private static let most = 5

    /// True if it is to be looked into now. Nil is no repository.
    mutating func scan(_ found: Stamp?) -> Bool {
        guard let found, found == stamp else {
            self = FolderSight()
            stamp = found
            return false
        }
        guard !isTaken else { return false }
        scansToWait -= 1
        guard scansToWait <= 0 else { return false }
        isTaken = true
        return true
    }

    mutating func failed() {
        failures += 1
        guard failures < Self.most else { return }
        (isTaken, scansToWait) = (false, 3 << failures)
    }
}
