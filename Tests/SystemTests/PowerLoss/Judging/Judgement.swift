import Support
import Wire

/// Whether a router is as it should be once an update has ended, wherever the power went: wholly old or wholly new, told once, with
/// nothing left behind.
struct Judgement {
    let router: CrashedRouter
    /// What its features' databases held when it began.
    let seen: [String: Book.Seen]
    let undisturbed: Undisturbed?

    init(of router: CrashedRouter, seen: [String: Book.Seen], undisturbed: Undisturbed?) {
        (self.router, self.seen, self.undisturbed) = (router, seen, undisturbed)
    }

    /// - Parameter time: by when it has to have come to its end.
    func verdict(within time: Duration) throws -> Verdict {
        try Deadline.wait(for: "the update plugin to be there", within: time, every: .milliseconds(50)) { router.history != nil }
        guard let id = try router.recordedUpdate() else { return try neverBegun() }
        var report: JSON?
        do {
            try Deadline.wait(for: "the report of \(id)", within: time, every: .milliseconds(200)) {
                report = router.history?.first { $0["id"]?.string == id }
                return report != nil
            }
        } catch {
            throw DeadlinePassed(waitingFor: "the report of \(id): \(remains)")
        }
        guard let report, let end = report["end"]?.string else { throw DeadlinePassed(waitingFor: "an end: \(report ?? .null)") }
        let flaws = try words(report, end) + state(committed: end == "committed") + reports(of: id)
        try router.stop()
        return Verdict(end: end, reason: report["reason"]?.string ?? "", flaws: flaws)
    }

    /// Where nothing was written down, nothing has happened.
    private func neverBegun() throws -> Verdict {
        let flaws = try state(committed: false)
        try router.stop()
        return Verdict(end: "never begun", reason: "", flaws: flaws)
    }

    private func state(committed: Bool) throws -> [String] {
        let isNew = router.version.isNew(committed: committed)
        // Once it is ready: the report is told as soon as it is certain, and what it tells is done afterwards.
        let flaws = version(isNew: isNew)
        let books = try router.features.flatMap { feature in
            try router.book(of: feature).flaws(isNew: isNew && !isCore, seen[feature] ?? Book.Seen()).map { "\(feature): \($0)" }
        }
        return try flaws + books + leavings(committed)
    }

    /// Where it stands, of one that does not end.
    private var remains: String { "\(router.ask("update.status") ?? .null)\n\(router.host.log(of: "update").suffix(1500))" }

    // MARK: - What is told

    private func words(_ report: JSON, _ end: String) -> [String] {
        var flaws: [String] = []
        let ends = undisturbed == nil ? [router.version.end] : [router.version.end, "rolled-back"]
        if !ends.contains(end) { flaws.append("it ended as \(end): \(report["reason"]?.string ?? "")") }
        if report["reason"]?.string?.isEmpty != false { flaws.append("no reason is told: \(report)") }
        let targets = report["targets"]?.array?.map { "\($0["id"]?.string ?? "") \($0["to"]?.string ?? "")" } ?? []
        if targets.sorted() != router.version.parts.map({ "\($0.id) \(router.version.goal)" }).sorted() {
            flaws.append("the report is of something else: \(report)")
        }
        return flaws
    }

    /// One in the stream, one in the history, one for the sinks.
    private func reports(of id: String) throws -> [String] {
        let kept = try router.stream("update").filter { $0["ending"]?["report"]?["id"]?.string == id }.count
        var flaws = kept == 1 ? [] : ["\(kept) final reports are in the stream"]
        let history = router.history?.count ?? 0
        if history != router.earlier.count + 1 { flaws.append("\(history) reports are in the history: \(router.history ?? [])") }
        // It is told as soon as it is certain, and then still does what follows.
        do {
            try Deadline.wait(for: "the end of the update", within: .seconds(60), every: .milliseconds(50)) { router.isAtRest }
        } catch {
            flaws.append("an update is under way: \(remains)")
        }
        let open = router.ask("journal.list")?["transactions"]?.array?.filter { ($0["outcome"] ?? .null) == .null }
        if open?.isEmpty != true { flaws.append("transactions are under way: \(open ?? [])") }
        var told = 0
        try? Deadline.wait(for: "the report in its sink", within: .seconds(30), every: .milliseconds(100)) {
            told = try router.stream("report").filter { $0["key"]?.string?.hasSuffix("-update-\(id)") == true }.count
            return told > 0 && router.host.folder.read("reports").contains("-update-\(id)")
        }
        if told != 1 { flaws.append("\(told) final reports are kept for the sinks") }
        if !router.host.folder.read("reports").contains("-update-\(id)") { flaws.append("the file of reports does not have it") }
        return flaws + deliveries(of: id)
    }

    /// At least once, and each time under the same key and in the same words.
    private func deliveries(of id: String) -> [String] {
        var told: [WebhookReceiver.Request] = []
        try? Deadline.wait(for: "the report's delivery", within: .seconds(30), every: .milliseconds(100)) {
            told = router.stock.receiver.all.filter { $0.key.hasSuffix("-update-\(id)") }
            return !told.isEmpty
        }
        let kinds = Set(told.map { "\($0.key): \($0.body.text)" })
        return kinds.count == 1 ? [] : ["the webhook got the report as \(kinds.sorted())"]
    }

    // MARK: - What is there

    private func version(isNew: Bool) -> [String] {
        var flaws: [String] = []
        let wanted = isNew && !isCore ? "2.0.0" : "1.0.0"
        do {
            try router.waitUntilReady(running: wanted)
        } catch {
            flaws.append("\(error)")
        }
        let slot = isNew ? "b" : "a"
        if isCore, let found = router.ask("kernel.status")?["slot"]?.string, found != slot { flaws.append("it runs from slot \(found)") }
        for part in router.version.parts {
            let place = isCore ? router.host.folder.path("slots/current") : router.place(of: part)
            let difference = try? CommandResult(of: "diff", ["-r", router.stock.tree(of: part, isNew: isNew), place])
            guard difference?.status != 0 else { continue }
            flaws.append("the files of \(part.id) are not those of \(wanted): \(difference?.output.prefix(500) ?? "")")
        }
        return flaws
    }

    private var isCore: Bool { router.version.isCore }

    /// A shell has one less between two of its commands.
    private static func areAsMany(_ processes: [String: Int], as wanted: [String: Int]) -> Bool {
        processes.keys == wanted.keys && processes.allSatisfy { $0.value <= wanted[$0.key, default: 0] }
    }

    /// Of an attempt: what is known of the repository since, a folder for versions before, and the guard's note of why it went back.
    private func isKept(_ path: String) -> Bool {
        // The next look writes what this one began to.
        if path.hasPrefix("data/update/trust/"), path.hasSuffix(".new f") { return true }
        return path == "slots/fallback f" ? isCore : path.hasPrefix("data/update/") && undisturbed?.after.contains(path) != false
    }

    /// What is removed in the background is waited for.
    private func leavings(_ committed: Bool) throws -> [String] {
        guard let undisturbed else { return [] }
        let wanted = committed ? undisturbed.after : undisturbed.before
        var (surplus, missing, processes): (Set<String>, Set<String>, [String: Int]) = ([], [], [:])
        try? Deadline.wait(for: "an orderly home", within: .seconds(20), every: .milliseconds(200)) {
            let found = try router.listing()
            (surplus, missing) = (found.subtracting(wanted).filter { !isKept($0) }, wanted.subtracting(found))
            processes = router.processes
            return surplus.isEmpty && missing.isEmpty && Self.areAsMany(processes, as: undisturbed.processes)
        }
        return surplus.sorted().map { "left behind: \($0)" } + missing.sorted().map { "missing: \($0)" }
            + (Self.areAsMany(processes, as: undisturbed.processes) ? [] : ["processes: \(processes), not \(undisturbed.processes)"])
    }
}
