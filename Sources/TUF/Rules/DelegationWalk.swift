/// The search for one target through delegations: the most trusted first, each with its own before the next. (5.6.7)
struct DelegationWalk {
    /// A role that is to be asked, and the delegations of the role that sent us there.
    struct Step {
        let role: ExactText
        let delegations: Delegations
    }

    /// Under the same signers a role would say the same again; under others it is another question.
    private struct Visit: Hashable {
        let role: ExactText
        let signers: Signers?
    }

    let target: ExactText
    private var waiting: [Step] = []
    private var visited: Set<Visit> = []
    /// Steps that comparing with patterns may have taken.
    private var matching = 0

    init(for target: ExactText) { self.target = target }

    /// What a role says of the target; if nothing, those are asked next to whom it hands the duty on.
    mutating func ask(_ targets: Targets, of role: ExactText) throws(Refusal) -> TargetFile? {
        if let file = targets.targets[target] { return file }
        guard let delegations = targets.delegations else { return nil }
        matching += delegations.steps(for: target)
        guard matching <= Bounds.matching else { throw Refusal(role, .endlessDelegations(.matching(limit: Bounds.matching))) }
        var steps: [Step] = []
        for (role, isTerminating) in delegations.roles(for: target) {
            steps.append(Step(role: role, delegations: delegations))
            if isTerminating {
                // 5.6.7.2.1: nobody further up is asked any more.
                waiting = []
                break
            }
        }
        waiting += steps.reversed()
        return nil
    }

    /// Who is asked next; nil if there is nobody left.
    mutating func next() throws(Refusal) -> Step? {
        while let step = waiting.popLast() {
            // 5.6.7.1: a circle of delegations ends here.
            guard visited.insert(Visit(role: step.role, signers: step.delegations.signers(of: step.role))).inserted else { continue }
            guard visited.count <= Bounds.delegations else {
                throw Refusal(step.role, .endlessDelegations(.roles(limit: Bounds.delegations)))
            }
            return step
        }
        return nil
    }
}
