import Glibc

/// Removes a file, or a folder with all that is in it, the innermost first: by descriptors, by bytes, and through no link.
///
/// Bounded in depth, and in number: who goes on adding to what is removed is not followed for ever. Nothing is synced: what a power cut
/// brings back is removed again.
package struct TreeRemoval<Refusal: Error> {
    /// Asked before each name; what it throws ends the removal.
    package typealias Question = (UnsafePointer<CChar>) throws(Refusal) -> Void
    /// Told of each name that cannot be removed: it throws, or the removal goes on, in each folder until none of those that are listed
    /// next goes.
    package typealias Complaint = (FileFailure) throws(Refusal) -> Void

    /// Names read from a folder at a time: one with a million of them is not held in memory.
    private let listed = 256
    private let deepest: Int
    private let before: Question
    private let failed: Complaint
    /// Names that are removed, or tried, still.
    private var rest: Int

    package init(atMost limit: Int, deepest: Int = 128, before: @escaping Question, failed: @escaping Complaint) {
        (rest, self.deepest, self.before, self.failed) = (limit, deepest, before, failed)
    }

    /// True once nothing has that name any more. (unlinkat)
    package mutating func remove(_ name: UnsafePointer<CChar>, in folder: OpenFolder) throws(Refusal) -> Bool {
        try remove(name, in: folder, depth: 0)
    }

    private mutating func remove(_ name: UnsafePointer<CChar>, in folder: OpenFolder, depth: Int) throws(Refusal) -> Bool {
        guard rest > 0 else { return false }
        try before(name)
        if unlinkat(folder.descriptor, name, 0) == 0 || errno == ENOENT { return isGone() }
        let refusal = FileFailure.last("remove", folder.shown(name))
        guard refusal.code == EISDIR || refusal.code == EPERM else { return try giveUp(refusal) }
        let inner: OpenFolder?
        do throws(FileFailure) {
            guard depth < deepest else { throw .tooDeep(path: folder.shown(name), limit: deepest) }
            inner = try folder.folder(name)
        } catch {
            return try giveUp(error.code == ENOTDIR ? refusal : error)
        }
        guard let inner else { return isGone() }
        guard try empty(inner, depth: depth), rest > 0 else { return false }
        guard unlinkat(folder.descriptor, name, AT_REMOVEDIR) == 0 || errno == ENOENT else {
            return try giveUp(.last("remove", inner.path))
        }
        return isGone()
    }

    private mutating func empty(_ folder: OpenFolder, depth: Int) throws(Refusal) -> Bool {
        while rest > 0 {
            let entries: [[CChar]]
            do throws(FileFailure) { entries = try folder.entries(atMost: listed) } catch { return try giveUp(error) }
            if entries.isEmpty { return true }
            var isGoing = false
            for entry in entries where try remove(entry, in: folder, depth: depth + 1) { isGoing = true }
            guard isGoing else { return false }
        }
        return false
    }

    private mutating func isGone() -> Bool {
        rest -= 1
        return true
    }

    private mutating func giveUp(_ failure: FileFailure) throws(Refusal) -> Bool {
        rest -= 1
        try failed(failure)
        return false
    }
}

extension TreeRemoval where Refusal == FileFailure {
    /// Ends at the first name that cannot be removed. What is not there is removed already.
    /// - Returns: false if there are more names than may be removed.
    package static func remove(
        _ name: UnsafePointer<CChar>, in folder: OpenFolder, atMost limit: Int = 1 << 20, deepest: Int = 128
    ) throws(FileFailure) -> Bool {
        var removal = TreeRemoval(
            atMost: limit, deepest: deepest, before: { _ throws(FileFailure) in }, failed: { failure throws(FileFailure) in throw failure })
        return try removal.remove(name, in: folder)
    }

    /// The same by its path, whose folders are the host's own. What has more names than may be removed is told as a failure.
    package static func remove(_ path: String, atMost limit: Int = 16 << 20, deepest: Int = 128) throws(FileFailure) {
        let place = FilePath(path)
        let folder: OpenFolder
        do throws(FileFailure) { folder = try OpenFolder(place.folder) } catch {
            if error.code == ENOENT { return }
            throw error
        }
        guard try remove(place.name, in: folder, atMost: limit, deepest: deepest) else { throw .tooMany(path: path, limit: limit) }
    }
}
