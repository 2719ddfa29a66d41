/// `write-file`: a small file with new content, owned as the one it replaces or as its folder.
struct FileWork: Work {
    let file: Swap
    let bytes: [UInt8]
    let mode: UInt32

    func stage() throws(OperationFailure) {
        try file.deeds.unlink(file.new)
        try file.deeds.create(file.new, bytes, mode: mode, owner: file.place.status ?? file.place.folder.own)
        try file.deeds.syncFolder(of: file.place)
    }

    func `switch`() throws(OperationFailure) { try file.put() }
    func finish() throws(OperationFailure) { try file.forget() }
    func undo() throws(OperationFailure) { try file.restore() }
}
