/// All manifests of a host, checked against each other and against the files they name.
///
/// A manifest is refused only for what is its own fault: of two with one id the later is, of a circle of `after` every
/// member is, of a missing one the one that asks for it, of two that are to start before each other the one with `before`.
struct ManifestCatalogue {
    /// In the order of the directories, then of the names.
    private(set) var lines: [ManifestLine] = []

    /// `lines`: what each file says by itself; `path`: where bare program names are looked for.
    init(_ lines: [ManifestLine], path: String) {
        self.lines = lines
        refuseDuplicates()
        refuseUnknownAfter()
        refuseLateFirsts()
        refuseCircles()
        findExecutables(path: path)
    }

    private var valid: [Manifest] {
        lines.compactMap { if case .valid(let manifest) = $0 { manifest } else { nil } }
    }

    /// Replaces every valid manifest for which `fault` finds one.
    private mutating func refuse(_ fault: (Manifest) -> ManifestProblem?) {
        for (index, line) in lines.enumerated() {
            if case .valid(let manifest) = line, let problem = fault(manifest) { lines[index] = .invalid(problem) }
        }
    }

    private mutating func refuseDuplicates() {
        var first: [String: String] = [:]
        refuse { manifest in
            guard let other = first[manifest.id] else {
                first[manifest.id] = manifest.file
                return nil
            }
            return manifest.problem(
                at: "id", "the id '\(manifest.id)' is taken by \(other)", "remove one of the two, or give \(manifest.file) another id")
        }
    }

    private mutating func refuseUnknownAfter() {
        let known = Set(lines.map(\.id))
        refuse { manifest in
            guard let unknown = manifest.after.first(where: { !known.contains($0) }) else { return nil }
            return manifest.problem(
                at: "after", "'after' names '\(unknown)', which is not here", "install '\(unknown)', or remove it from the list")
        }
    }

    /// Whoever does not start first waits for those who do, so these cannot wait for it.
    private mutating func refuseLateFirsts() {
        let late = Set(valid.filter { !$0.startsFirst }.map(\.id))
        refuse { manifest in
            guard manifest.startsFirst, let other = manifest.after.first(where: late.contains) else { return nil }
            return manifest.problem(
                at: "after", "'after' names '\(other)', which waits for '\(manifest.id)' because of its 'before'",
                "remove it from the list, or write before = [\"*\"] in '\(other)' too")
        }
    }

    private mutating func refuseCircles() {
        let after = Dictionary(valid.map { ($0.id, $0.after) }) { first, _ in first }
        refuse { manifest in
            guard let circle = Self.circle(from: manifest.id, after: after) else { return nil }
            return manifest.problem(
                at: "after", "'after' goes in a circle: \(circle.joined(separator: " → "))", "remove one of these from a list")
        }
    }

    /// A way from `start` back to itself, both ends included.
    private static func circle(from start: String, after: [String: [String]]) -> [String]? {
        var waiting = [start]
        var reachedFrom: [String: String] = [:]
        while let id = waiting.popLast() {
            for next in after[id] ?? [] where reachedFrom[next] == nil {
                reachedFrom[next] = id
                if next == start { return way(backFrom: start, reachedFrom) }
                waiting.append(next)
            }
        }
        return nil
    }

    private static func way(backFrom start: String, _ reachedFrom: [String: String]) -> [String] {
        var way = [start]
        while let before = reachedFrom[way[way.count - 1]], way.count == 1 || way[way.count - 1] != start { way.append(before) }
        return way.reversed()
    }

    private mutating func findExecutables(path: String) {
        for (index, line) in lines.enumerated() {
            guard case .valid(var manifest) = line else { continue }
            switch Executable.find(manifest.exec[0], folder: manifest.folder, path: path) {
            case .success(let file):
                manifest.executable = file
                lines[index] = .valid(manifest)
            case .failure(let missing):
                lines[index] = .invalid(manifest.problem(at: "exec", missing.reason, missing.remedy))
            }
        }
    }
}

extension Manifest {
    /// A problem of this manifest with its surroundings; the line is looked up by whoever still has the text.
    fileprivate func problem(at key: String, _ reason: String, _ remedy: String) -> ManifestProblem {
        let text = (try? ManifestFile(path: file, name: id, folder: folder).text()) ?? []
        return ManifestProblem(id: id, file: file, line: KeyLines(text)[key], reason: reason, remedy: remedy, fault: .surroundings)
    }
}
