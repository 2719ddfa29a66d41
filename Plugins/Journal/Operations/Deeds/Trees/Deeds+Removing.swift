import Files

extension Deeds {
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
        var removal = TreeRemoval<OperationFailure>(
            atMost: limit, deepest: Self.deepest,
            before: { name throws(OperationFailure) in try before(.unlink, String(cString: name)) },
            failed: { failure throws(OperationFailure) in throw OperationFailure(failure, shown: place.shown(failure.path)) })
        return try removal.remove(place.name, in: place.folder)
    }
}
