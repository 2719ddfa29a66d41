/// `move`: a file or folder goes to another name; what had that name is gone with the commit.
struct MoveWork: Work {
    let from: Place
    let target: Swap
    /// Where something goes that took the old name meanwhile.
    private let dropped: Place

    init(from: Place, to: Place, _ tag: Tag, _ deeds: Deeds) {
        self.from = from
        target = Swap(to, tag, deeds)
        dropped = from.beside(tag.name(.dropped, "-from"))
    }

    private var deeds: Deeds { target.deeds }

    /// A renamed file that was not on the disk is an empty one after a power cut.
    func stage() throws(OperationFailure) { try deeds.syncTree(from) }

    /// By way of a name that is nobody else's: somebody may make the target anew at any moment, and what is found there must tell
    /// whose it is.
    func `switch`() throws(OperationFailure) {
        if !target.isKept { try take() }
        try target.put()
    }

    /// Done again, it only syncs: nothing is kept before both folders are on the disk.
    private func take() throws(OperationFailure) {
        if !target.new.isThere {
            guard from.isThere else { throw .ground(.missing(path: from.shown)) }
            try deeds.rename(from, to: target.new)
        }
        try syncFolders()
    }

    func finish() throws(OperationFailure) { try target.forget() }

    func undo() throws(OperationFailure) {
        // Kept, and nothing waits: it was put in its place.
        if !target.new.isThere, target.isKept, target.place.isThere {
            try deeds.rename(target.place, to: target.new)
            try deeds.syncFolder(of: target.place)
        }
        try target.bringBack()
        if target.new.isThere { try takeBack() }
        try target.restore()
        if dropped.isThere { try deeds.discard(dropped, as: dropped) }
        try deeds.syncFolder(of: from)
    }

    private func takeBack() throws(OperationFailure) {
        if from.isThere {
            try deeds.setAside(from, as: dropped)
            try deeds.syncFolder(of: from)
        }
        try deeds.rename(target.new, to: from)
        try syncFolders()
    }

    /// Where it is first: cut between the two, it has two names at worst.
    private func syncFolders() throws(OperationFailure) {
        try deeds.syncFolder(of: target.place)
        try deeds.syncFolder(of: from)
    }
}
