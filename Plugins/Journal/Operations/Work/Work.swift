/// How one operation is carried out. Each part may have been cut anywhere before, and then does the rest.
protocol Work {
    func stage() throws(OperationFailure)
    func migrate() throws(OperationFailure)
    func `switch`() throws(OperationFailure)
    func finish() throws(OperationFailure)
    /// All is as it was before ``stage()``.
    func undo() throws(OperationFailure)
}

extension Work {
    func stage() {}
    func migrate() {}
    func finish() {}

    func perform(_ step: Step) throws(OperationFailure) {
        switch step {
        case .stage: try stage()
        case .migrate: try migrate()
        case .switch: try self.switch()
        case .finish: try finish()
        case .undo: try undo()
        }
    }
}
