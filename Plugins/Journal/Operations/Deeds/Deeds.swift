import Files
import Glibc

/// The system calls by which operations change the disk, by folder descriptor and name, never through a link.
///
/// After each of them the power may go; what it then left must be something that recovery can undo or finish.
struct Deeds: Sendable {
    /// The kinds of calls; `record` is a change of the journal itself.
    enum Call: Sendable, CaseIterable {
        case create, write, sync, own, rename, link, unlink, record
    }

    /// Asked before each call; what it throws is thrown in the call's place. Tests cut the power and fill the disk with it.
    let before: @Sendable (Call, String) throws(OperationFailure) -> Void

    /// Whether folders that are to go are only given another name, to be removed when nobody waits for it.
    private(set) var leavesTrees = false

    init(before: @escaping @Sendable (Call, String) throws(OperationFailure) -> Void = { _, _ throws(OperationFailure) in }) {
        self.before = before
    }

    func leavingTrees() -> Deeds {
        var deeds = self
        deeds.leavesTrees = true
        return deeds
    }

    /// Unless `replacing`, a new name that is taken is an error. (renameat2)
    func rename(_ old: Place, to new: Place, replacing: Bool = false) throws(OperationFailure) {
        try before(.rename, new.name)
        let failed =
            replacing
            ? renameat(old.folder.descriptor, old.name, new.folder.descriptor, new.name) != 0
            : !FolderCall.renameWithoutReplacing(old, new)
        if failed { throw .last("rename", "\(old.shown) to \(new.shown)") }
    }

    /// False where the file system has no second names for this. (linkat)
    func link(_ old: Place, to new: Place) throws(OperationFailure) -> Bool {
        try before(.link, new.name)
        if linkat(old.folder.descriptor, old.name, new.folder.descriptor, new.name, 0) == 0 { return true }
        guard [EPERM, EOPNOTSUPP, EMLINK, ENOSYS].contains(errno) else { throw .last("link", "\(old.shown) to \(new.shown)") }
        return false
    }

    /// A symbolic link that says `text`, of this owner. (symlinkat)
    func makeLink(_ place: Place, to text: String, owner: FileStatus) throws(OperationFailure) {
        try before(.create, place.name)
        guard symlinkat(text, place.folder.descriptor, place.name) == 0 else { throw .last("make the link", place.shown) }
        try own(place, owner: owner)
    }

    /// What lies there by now could be another's file, under a second name that the folder's owner has put there. (fchownat)
    private func own(_ place: Place, owner: FileStatus) throws(OperationFailure) {
        try before(.own, place.name)
        let link = openat(place.folder.descriptor, place.name, Self.path | O_NOFOLLOW | O_CLOEXEC)
        guard link >= 0 else { throw .last("open", place.shown) }
        defer { close(link) }
        var status = stat()
        guard fstat(link, &status) == 0, status.st_mode & S_IFMT == S_IFLNK, status.st_nlink == 1, status.st_uid == geteuid() else {
            throw .obstacle("\(place.shown) was replaced while it was being made; roll back and begin again")
        }
        guard fchownat(link, "", owner.owner, owner.group, Self.itself) == 0 || geteuid() != 0 else {
            throw .last("give to its owner", place.shown)
        }
    }

    // O_PATH and AT_EMPTY_PATH, which Swift cannot import.
    private static let (path, itself): (Int32, Int32) = (0o10_000_000, 0x1000)

    /// A new file, on the disk with all its bytes when this returns; its name is once the folder is synced.
    func create(_ place: Place, _ bytes: [UInt8], mode: mode_t, owner: FileStatus) throws(OperationFailure) {
        try before(.create, place.name)
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let file = openat(place.folder.descriptor, place.name, flags, 0o600)
        guard file >= 0 else { throw .last("make", place.shown) }
        defer { close(file) }
        var rest = bytes[...]
        while !rest.isEmpty {
            try before(.write, place.name)
            let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .last("write", place.shown) }
            rest = rest.dropFirst(count)
        }
        try settle(file, mode: mode, owner: owner, place)
    }

    /// Gives an open file its owner and mode, in this order as changing the owner clears bits, and syncs it. (fchown, fchmod, fsync)
    func settle(_ file: Int32, mode: mode_t, owner: FileStatus, _ place: Place) throws(OperationFailure) {
        try before(.own, place.name)
        guard fchown(file, owner.owner, owner.group) == 0 || geteuid() != 0 else { throw .last("give to its owner", place.shown) }
        guard fchmod(file, mode) == 0 else { throw .last("set the mode of", place.shown) }
        try before(.sync, place.name)
        guard fsync(file) == 0 else { throw .last("sync", place.shown) }
    }

    /// What is not there is removed already. (unlinkat)
    func unlink(_ place: Place) throws(OperationFailure) {
        try before(.unlink, place.name)
        guard unlinkat(place.folder.descriptor, place.name, 0) == 0 || errno == ENOENT else { throw .last("remove", place.shown) }
    }

    /// Makes the names in the place's folder survive a power cut. (fsync)
    func syncFolder(of place: Place) throws(OperationFailure) {
        try before(.sync, ".")
        guard fsync(place.folder.descriptor) == 0 else { throw .last("sync the folder of", place.shown) }
    }
}
