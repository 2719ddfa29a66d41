import TUF

extension Publisher {
    /// Publishes the drafts, once enough keys have signed each; those that are here sign as well.
    package func finish() throws(PublishingError) -> (roles: [String], state: RepositoryState) {
        let state = try open()
        let drafts = try self.drafts.all()
        guard !drafts.isEmpty else {
            throw .refused(words: "no draft waits in \(workshop.path)/drafts", remedy: "only roles that several keys must sign are drafted")
        }
        var edition = try edition(after: state)
        for (role, draft) in drafts {
            let signed = try signed(draft, role, after: state, version: edition.next(role))
            edition.drafts[role] = signed
            if role == "targets" { edition.targets = signed.signed } else { edition.channels[role] = signed.signed }
        }
        for (role, draft) in drafts where role != "targets" { try take(draft.signed, into: role) }
        let after = try publish(edition, asked: [])
        try self.drafts.forget()
        return (drafts.map(\.role), after)
    }

    /// It must be the next version of its role, not expired, and signed by as many as are needed.
    private func signed(
        _ draft: Metadata<Targets>, _ role: String, after state: RepositoryState, version: Int
    ) throws(PublishingError) -> Metadata<Targets> {
        let signers = role == "targets" ? state.root.signers(of: .targets) : state.targets.delegations?.signers(of: ExactText(role))
        guard let signers, role == "targets" || state.channels[role] != nil else {
            throw drafts.stale(role, "is of a role that this repository does not have")
        }
        guard draft.signed.version == version else {
            throw drafts.stale(role, "is version \(draft.signed.version), and \(version) comes next")
        }
        guard draft.signed.expires > now else { throw drafts.stale(role, "expired at \(draft.signed.expires)") }
        return try pen.completing(draft, of: role, signers)
    }

    /// The artifacts it lists that are not served yet.
    private func take(_ content: Targets, into channel: String) throws(PublishingError) {
        let shelf = folders.targets(channel)
        try shelf.make()
        for file in try pool.releases().flatMap(\.files) where content.targets[file.path(in: channel)] != nil {
            if try inspection.content(of: shelf.place(file.storedName)) == file.content { continue }
            try shelf.take(try pool.checkedPath(of: file), as: file.storedName)
        }
    }
}
