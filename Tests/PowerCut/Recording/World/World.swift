/// The files below the root as the recorded program sees them: everything it did has happened.
struct World {
    let scope: Scope
    private(set) var nodes: [Node]
    private(set) var names: Namespace
    private(set) var sizes: [NodeID: Int] = [:]
    private(set) var rights: [NodeID: Rights] = [:]
    private(set) var events: [Event] = []

    init(scope: Scope, nodes: [Node], names: Namespace) {
        self.scope = scope
        self.nodes = nodes
        self.names = names
        for (number, node) in nodes.enumerated() { remember(node, as: NodeID(number: number)) }
    }

    private mutating func remember(_ node: Node, as id: NodeID) {
        rights[id] = node.rights
        if case .file(let bytes) = node.kind { sizes[id] = bytes.count }
    }

    func isFolder(_ id: NodeID) -> Bool { nodes[id.number].isFolder }

    mutating func add(_ node: Node) -> NodeID {
        let id = NodeID(number: nodes.count)
        nodes.append(node)
        remember(node, as: id)
        return id
    }

    /// Writes down a deed and lets it happen. `covers` is for syncs that began while others were under way.
    mutating func record(_ deed: Deed, _ words: String, covers: Int? = nil) throws {
        switch deed {
        case .names(let changes):
            guard names.apply(changes) else { throw RecordingError(words: "\(words) does not fit what was there before") }
        case .write(let node, let offset, let bytes): sizes[node] = max(sizes[node] ?? 0, offset + bytes.count)
        case .resize(let node, let size): sizes[node] = size
        case .rights(let node, let rights): self.rights[node] = rights
        case .sync, .syncAll, .said: break
        }
        events.append(Event(deed: deed, covers: covers ?? events.count, words: words))
    }
}
