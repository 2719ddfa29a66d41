/// `swap-link`: a symbolic link that points elsewhere, in one rename.
struct LinkWork: Work {
    let link: Swap
    let text: String

    func stage() throws(OperationFailure) {
        try link.deeds.unlink(link.new)
        try link.deeds.makeLink(link.new, to: text, owner: link.place.status ?? link.place.folder.own)
        try link.deeds.syncFolder(of: link.place)
    }

    func `switch`() throws(OperationFailure) { try link.put() }
    func finish() throws(OperationFailure) { try link.forget() }
    func undo() throws(OperationFailure) { try link.restore() }
}
