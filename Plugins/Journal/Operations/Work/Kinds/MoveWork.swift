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

    func `switch`() throws(OperationFailure) {
        if from.isThere {
            guard !(target.isKept && target.place.isThere) else {
                throw .obstacle("\(target.place.shown) was made anew while it was being replaced; roll back and keep others away from it")
            }
            try target.keep(byLink: false)
            try deeds.rename(from, to: target.place)
        } else if !(target.isKept && target.place.isThere) {
            throw .ground(.missing(path: from.shown))
        }
        try deeds.syncFolder(of: target.place)
        try deeds.syncFolder(of: from)
    }

    func finish() throws(OperationFailure) { try target.forget() }

    func undo() throws(OperationFailure) {
        if target.isKept, target.place.isThere {
            if from.isThere {
                try deeds.removeTree(dropped)
                try deeds.rename(from, to: dropped)
                try deeds.syncFolder(of: from)
            }
            try deeds.rename(target.place, to: from)
            try deeds.syncFolder(of: from)
            try deeds.syncFolder(of: target.place)
        }
        try target.restore()
        guard dropped.isThere else { return }
        try deeds.removeTree(dropped)
        try deeds.syncFolder(of: from)
    }
}
