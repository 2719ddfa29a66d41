/// One name whose holder changes, and changes back: the heart of most operations.
///
/// What was there is kept under ``Tag/Purpose/old``, or an empty ``Tag/Purpose/none`` says that nothing was. One of the two
/// exists, on the disk, from before the name is changed until the change is final or undone; so names alone tell what to do,
/// however often it is cut.
struct Swap: Sendable {
    let place: Place
    let deeds: Deeds
    let new: Place
    let old: Place
    let none: Place
    let dropped: Place

    /// - Parameter part: tells the names of an operation that swaps several from each other.
    init(_ place: Place, _ tag: Tag, _ deeds: Deeds, part: String = "") {
        (self.place, self.deeds) = (place, deeds)
        new = place.beside(tag.name(.new, part))
        old = place.beside(tag.name(.old, part))
        none = place.beside(tag.name(.none, part))
        dropped = place.beside(tag.name(.dropped, part))
    }

    var isKept: Bool { old.isThere || none.isThere }

    /// Where what was there is now.
    var before: Place { old.isThere ? old : place }

    /// Makes sure of what was there, by a second name so that the first never lacks its holder, or by taking it away.
    func keep(byLink: Bool) throws(OperationFailure) {
        // What is there may be there only since a try that failed at its sync.
        guard !isKept else { return try deeds.syncFolder(of: place) }
        if !place.isThere {
            try deeds.create(none, [], mode: 0o600, owner: place.folder.own)
        } else {
            let isLinked = byLink ? try deeds.link(place, to: old) : false
            if !isLinked { try deeds.rename(place, to: old) }
        }
        try deeds.syncFolder(of: place)
    }

    /// Puts what waits as ``new`` in the place of what is there. Done again, it only syncs.
    func put() throws(OperationFailure) {
        if new.isThere {
            try keep(byLink: true)
            try deeds.rename(new, to: place, replacing: true)
        } else if !isKept {
            throw .obstacle("what was to become \(place.shown) is gone; roll back and begin again")
        }
        try deeds.syncFolder(of: place)
    }

    /// What was there is there again, whatever is there now; what is there now goes, and so does what waited.
    func restore() throws(OperationFailure) {
        try bringBack()
        try discard(new, dropped)
        try deeds.syncFolder(of: place)
    }

    /// What was there is there again; what waits as ``new`` goes on waiting. Done again, it only syncs.
    func bringBack() throws(OperationFailure) {
        if old.isThere {
            // A folder cannot be replaced by a rename.
            if place.status?.kind == .folder || place.isThere && old.status?.kind == .folder { try drop() }
            try deeds.rename(old, to: place, replacing: true)
            // Two names of one file: renaming leaves both.
            if old.isThere { try deeds.unlink(old) }
        } else if none.isThere {
            if place.isThere { try drop() }
            try deeds.unlink(none)
        }
        try deeds.syncFolder(of: place)
    }

    /// The change is final.
    func forget() throws(OperationFailure) {
        try discard(old, none, new, dropped)
        // Whatever there was: what an earlier try removed may not be on the disk.
        try deeds.syncFolder(of: place)
    }

    private func drop() throws(OperationFailure) {
        try deeds.setAside(place, as: dropped)
        try deeds.syncFolder(of: place)
    }

    private func discard(_ places: Place...) throws(OperationFailure) {
        for place in places where place.isThere { try deeds.discard(place, as: dropped) }
    }
}
