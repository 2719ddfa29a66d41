/// Which node lies where: the folders' entries at one instant.
public struct Namespace: Sendable {
    public private(set) var entries: [NodeID: [String: NodeID]]

    public init(entries: [NodeID: [String: NodeID]] = [:]) { self.entries = entries }

    public subscript(folder: NodeID, name: String) -> NodeID? { entries[folder]?[name] }

    public func names(in folder: NodeID) -> [String: NodeID] { entries[folder] ?? [:] }

    /// All of the changes, or none if one of them starts from something that is not there.
    @discardableResult
    public mutating func apply(_ changes: [NameChange]) -> Bool {
        guard changes.allSatisfy({ self[$0.folder, $0.name] == $0.before }) else { return false }
        for change in changes { entries[change.folder, default: [:]][change.name] = change.after }
        return true
    }

    /// Calls `body` with each node that can be reached, folders before what lies in them, names in order.
    public func walk(from folder: NodeID = .root, path: String = "", _ body: (String, NodeID) throws -> Void) rethrows {
        for (name, node) in names(in: folder).sorted(by: { $0.key < $1.key }) {
            let place = path.isEmpty ? name : "\(path)/\(name)"
            try body(place, node)
            try walk(from: node, path: place, body)
        }
    }
}
