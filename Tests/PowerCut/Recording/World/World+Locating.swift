import Foundation

extension World {
    /// A name in a folder of the recording, and what bears it.
    struct Place {
        let folder: NodeID
        let name: String
        let node: NodeID?
    }

    /// Where an absolute path leads, links on the way followed, the last one only if asked. Nil for what lies outside or is volatile.
    func locate(_ path: String, followingLast: Bool = false) throws -> Place? {
        let real = resolve(path, followingLast: followingLast)
        guard let relative = scope.relative(real) else {
            try requireOutside(real)
            return nil
        }
        guard !scope.isVolatile(relative) else { return nil }
        guard !relative.isEmpty else { return Place(folder: .root, name: ".", node: .root) }
        let parts = relative.split(separator: "/").map(String.init)
        guard let folder = node(at: parts.dropLast()) else { throw RecordingError(words: "\(path): its folder is not known") }
        return Place(folder: folder, name: parts[parts.count - 1], node: names[folder, parts[parts.count - 1]])
    }

    /// By a path without links, from the root on.
    func node(at parts: some Sequence<String>) -> NodeID? {
        parts.reduce(NodeID.root) { folder, name in folder.flatMap { names[$0, name] } }
    }

    func node(at relative: String) -> NodeID? { node(at: relative.split(separator: "/").map(String.init)) }

    /// Links below the root are followed as they are now; those outside are nobody's here.
    private func resolve(_ path: String, followingLast: Bool) -> String {
        var rest = path.split(separator: "/").map(String.init)[...]
        var done: [String] = []
        var links = 0
        while let name = rest.popFirst() {
            if name == "." { continue }
            if name == ".." {
                done = done.dropLast()
                continue
            }
            let place = "/" + (done + [name]).joined(separator: "/")
            guard let target = link(at: place), followingLast || !rest.isEmpty, links < 40 else {
                done.append(name)
                continue
            }
            links += 1
            if target.hasPrefix("/") { done = [] }
            rest = (target.split(separator: "/").map(String.init) + rest)[...]
        }
        return "/" + done.joined(separator: "/")
    }

    private func link(at path: String) -> String? {
        guard let node = scope.relative(path).flatMap({ node(at: $0) }), case .link(let target) = nodes[node.number].kind else {
            return nil
        }
        return target
    }

    /// A link outside that leads into the root would hide a change from the model.
    private func requireOutside(_ path: String) throws {
        let real = URL(fileURLWithPath: path).deletingLastPathComponent().resolvingSymlinksInPath().path
        guard scope.relative(real) == nil else {
            throw RecordingError(words: "\(path) leads into the recorded folder through a link outside")
        }
    }
}
