/// `snapshot-database`: a copy of a database as of one instant, while others may go on using it.
struct SnapshotWork: Work {
    let source: Place
    let copy: Swap
    /// Beside the source, as the child that writes it may write nowhere else.
    private let made: Place
    private let child: DatabaseChild

    init(of source: Place, to target: Place, _ tag: Tag, _ deeds: Deeds, _ child: DatabaseChild) {
        (self.source, self.child) = (source, child)
        copy = Swap(target, tag, deeds)
        made = source.beside(tag.name(.new, "-snapshot"))
    }

    func stage() throws(OperationFailure) {
        try copy.deeds.removeTree(copy.new)
        try copy.deeds.removeDatabase(made, as: copy.dropped)
        try child.snapshot(source, to: made)
        try copy.deeds.rename(made, to: copy.new)
        // Where it is now, nobody of the source's folder can exchange it any more.
        try copy.deeds.settleDatabase(copy.new, like: source)
        try copy.deeds.syncFolder(of: copy.place)
        try copy.deeds.syncFolder(of: source)
    }

    func `switch`() throws(OperationFailure) { try copy.put() }
    func finish() throws(OperationFailure) { try copy.forget() }

    func undo() throws(OperationFailure) {
        try copy.deeds.removeDatabase(made, as: copy.dropped)
        try copy.restore()
        try copy.deeds.syncFolder(of: source)
    }
}
