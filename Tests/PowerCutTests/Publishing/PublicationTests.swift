import PowerCut
import Support
import Testing

/// `roost publish`, cut at every point: a client sees the old repository or the new one, and the next publisher goes on from there.
@Suite(.serialized)
struct PublicationTests {
    private func expectOldOrNew(
        _ publication: RecordedPublication, _ arguments: [String], without missing: String? = nil
    ) throws -> ReplayReport {
        let old = try publication.sight()
        var recording = try publication.record(arguments)
        let new = try publication.sight()
        #expect(new != old && new.problems.isEmpty)
        if let missing {
            #expect(recording.events.contains { $0.isSync && $0.words.contains(missing) })
            recording = recording.without { $0.isSync && $0.words.contains(missing) }
        }
        let report = try Replayer().replay(Enumeration(of: recording, Thoroughness.limits)) { folder, _ in
            try RecordedPublication.sight(of: folder, refresh: missing == nil)
        } judge: { state, seen in
            guard seen.isUsable else { return ["the next publisher cannot go on"] }
            if seen == new { return [] }
            // A rotation's timestamp is out before its root: for the clients of the old root nothing has changed but its version.
            let isBetween = seen.root == old.root && seen.targets == old.targets && seen.problems.isEmpty && seen.timestamp == new.timestamp
            guard seen == old || (isBetween && new.root > old.root) else { return ["neither old nor new: \(seen)"] }
            return state.said.isEmpty ? [] : ["done was said, and clients see the old"]
        }
        print("power cut, publish \(arguments.prefix(3).joined(separator: " ")): \(recording.events.count) events; \(report)")
        return report
    }

    private func workshop() throws -> RecordedPublication {
        let publication = try RecordedPublication()
        try publication.run("init")
        try publication.runAll(["release", "--channel", "hotfix"] + publication.tool("1.0.0"))
        return publication
    }

    @Test func `a release from a folder`() throws {
        let publication = try workshop()
        let report = try expectOldOrNew(publication, ["release", "--channel", "hotfix"] + publication.tool("1.1.0"))
        #expect(report.failures.isEmpty, "\(report.failures.prefix(5))")
        #expect(report.disks > 50)
    }

    @Test func `a promotion`() throws {
        let report = try expectOldOrNew(workshop(), ["release", "--channel", "stable", "tool", "1.0.0"])
        #expect(report.failures.isEmpty, "\(report.failures.prefix(5))")
    }

    @Test func `a refresh`() throws {
        let report = try expectOldOrNew(workshop(), ["refresh", "hotfix", "snapshot"])
        #expect(report.failures.isEmpty, "\(report.failures.prefix(5))")
    }

    /// Nothing was there before: whatever is there then, the next one makes a repository of it, by the keys that were made.
    @Test func `a beginning`() throws {
        let publication = try RecordedPublication()
        _ = try publication.folder.makeFolder("w")
        let recording = try publication.record(["init"])
        let report = try Replayer().replay(Enumeration(of: recording, Thoroughness.limits)) { folder, _ in
            try RecordedPublication.begin(again: folder)
        } judge: { state, found in
            guard found.problems.isEmpty, found.keys == 9 else { return ["\(found.keys) keys, \(found.problems)"] }
            return !found.wasThere && !state.said.isEmpty ? ["done was said, and there is none"] : []
        }
        print("power cut, publish init: \(recording.events.count) events; \(report)")
        #expect(report.failures.isEmpty, "\(report.failures.prefix(5))")
    }

    @Test(arguments: ["timestamp", "snapshot", "targets", "root", "hotfix"])
    func `a rotation`(_ role: String) throws {
        let report = try expectOldOrNew(workshop(), ["rotate", role])
        #expect(report.failures.isEmpty, "\(report.failures.prefix(5))")
    }

    /// The test of the test: these syncs are needed, so without one of them something must be found broken.
    @Test(arguments: ["snapshot.json", "fsync repository/targets/hotfix", "fsync repository/metadata"])
    func `without a sync that matters, it is found to be between`(_ sync: String) throws {
        let publication = try workshop()
        let arguments = ["release", "--channel", "hotfix"] + publication.tool("1.1.0")
        #expect(try !expectOldOrNew(publication, arguments, without: sync).failures.isEmpty)
    }
}
