/// How far an operation is. The word that ends in -ing is on the disk before the step is begun, the other once it is done.
enum OperationState: String, CaseIterable, Sendable {
    case planned, staging, staged, migrating, migrated, switching, switched, finishing, finished, undoing, undone

    /// While a step is being done.
    static func during(_ step: Step) -> OperationState {
        switch step {
        case .stage: .staging
        case .migrate: .migrating
        case .switch: .switching
        case .finish: .finishing
        case .undo: .undoing
        }
    }

    static func after(_ step: Step) -> OperationState {
        switch step {
        case .stage: .staged
        case .migrate: .migrated
        case .switch: .switched
        case .finish: .finished
        case .undo: .undone
        }
    }

    /// Whether a step is still to be done, or to be done again.
    func needs(_ step: Step) -> Bool {
        switch step {
        case .stage: [.planned, .staging].contains(self)
        case .migrate: [.planned, .staged, .migrating].contains(self)
        case .switch: [.planned, .staged, .migrated, .switching].contains(self)
        case .finish: [.switched, .finishing].contains(self)
        case .undo: ![.planned, .undone].contains(self)
        }
    }
}
