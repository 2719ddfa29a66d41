/// `remove-tree`: a file or folder loses its name, and with the commit its existence.
struct RemovalWork: Work {
    let tree: Swap

    func `switch`() throws(OperationFailure) { try tree.keep(byLink: false) }
    func finish() throws(OperationFailure) { try tree.forget() }
    func undo() throws(OperationFailure) { try tree.restore() }
}
