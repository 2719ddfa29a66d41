extension Deeds {
    /// What is to go: at once, or, where trees are left for later, a folder only by its name.
    /// - Parameter dropped: the name for what goes, beside it.
    func discard(_ place: Place, as dropped: Place) throws(OperationFailure) {
        guard leavesTrees, place.status?.kind == .folder else { return try removeTree(place) }
        if place.name != dropped.name { try setAside(place, as: dropped) }
    }

    /// Gives a place up under the name for what goes; where trees are left for later, into one that has it already.
    func setAside(_ place: Place, as dropped: Place) throws(OperationFailure) {
        if !leavesTrees || dropped.status?.kind != .folder { try removeTree(dropped) }
        guard let folder = try Self.open(dropped, depth: 0) else { return try rename(place, to: dropped) }
        // Whoever owns the folder may have filled it with names: not one that can be guessed.
        let name = String(UInt64.random(in: 0 ... .max), radix: 36)
        try rename(place, to: Place(folder, name, shown: "\(dropped.shown)/\(name)"))
    }
}
