import Files

extension OpenFolder {
    /// What it is itself.
    var own: FileStatus { FileStatus(status) }

    /// What a name in it stands for; nil if nothing has it, or it cannot be looked at.
    func look(at name: UnsafePointer<CChar>) -> FileStatus? { (try? status(of: name)).map(FileStatus.init) }
}
