import Glibc

extension Deeds {
    /// Names read from a folder at a time: one with a million of them is not held in memory.
    private static let listed = 256
    /// Who goes on adding to what is removed is not followed for ever.
    private static let most = 16 << 20

    /// Removes a file, or a folder with all that is in it. Goes by descriptors and follows no link.
    ///
    /// Nothing is synced: what a power cut brings back is removed again.
    func removeTree(_ place: Place) throws(OperationFailure) {
        guard try removeTree(place, atMost: Self.most) else {
            throw .obstacle("\(place.shown): more than \(Self.most) names in it; remove it by hand")
        }
    }

    /// Removes so many names of it, the innermost first. True once nothing is left.
    func removeTree(_ place: Place, atMost limit: Int) throws(OperationFailure) -> Bool {
        var rest = limit
        return try remove(place.name, in: place.folder, place.shown, &rest, depth: 0)
    }

    /// By the bytes it is called by: a feature may call its files what is no text.
    private func remove(
        _ name: UnsafePointer<CChar>, in above: OpenFolder, _ shown: String, _ rest: inout Int, depth: Int
    ) throws(OperationFailure) -> Bool {
        guard rest > 0 else { return false }
        try before(.unlink, String(cString: name))
        if unlinkat(above.descriptor, name, 0) == 0 || errno == ENOENT {
            rest -= 1
            return true
        }
        guard errno == EISDIR || errno == EPERM else { throw .last("remove", shown) }
        guard let folder = try Self.open(name, in: above, shown: shown, depth: depth) else { return true }
        guard try removeContents(of: folder, shown, &rest, depth: depth), rest > 0 else { return false }
        rest -= 1
        guard unlinkat(above.descriptor, name, AT_REMOVEDIR) == 0 || errno == ENOENT else { throw .last("remove", shown) }
        return true
    }

    private func removeContents(
        of folder: OpenFolder, _ shown: String, _ rest: inout Int, depth: Int
    ) throws(OperationFailure) -> Bool {
        while true {
            let names = try folder.entries(atMost: Self.listed)
            if names.isEmpty { return true }
            for name in names {
                guard try remove(name, in: folder, Self.shown(name, in: shown), &rest, depth: depth + 1) else { return false }
            }
        }
    }
}
