import Contracts

extension Errand {
    /// What is left of what was found, once one of it was taken up. Without a new look: each of them is judged again all the same.
    func rest(after ending: Ending) -> Errand? {
        guard !cause.isReturn, let found = candidates else { return nil }
        let taken = Set(ending.report.targets.map(\.id))
        let left = found.filter { !taken.contains($0.id) }
        guard !left.isEmpty else { return nil }
        var rest = self
        // Who asked has had an answer; the core, which waits for the features, follows by itself.
        rest.candidates = left
        if !look.ids.isEmpty { rest.look.ids = left.map(\.id) }
        return rest
    }
}
