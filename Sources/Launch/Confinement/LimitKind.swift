/// The limits that control groups can hold, by their names in the manifest.
package enum LimitKind: String, Sendable, CaseIterable {
    case memory, processes, cpu

    /// The kernel's name of the controller for it.
    var controller: String {
        switch self {
        case .memory: "memory"
        case .processes: "pids"
        case .cpu: "cpu"
        }
    }
}
