import PowerCut
import Support
import Testing

/// `roost publish fetch`, cut at every point: nothing that is wrong is ever taken, the same command ends it, and of the artifact at most
/// 64 KiB come again.
@Suite(.serialized)
struct FetchCutTests {
    private static let again = 64 << 10

    @Test(arguments: [0, 60_000])
    func `a fetch, and one that goes on with a part`(_ size: Int) throws {
        let fetch = try RecordedFetch()
        if size > 0 { try fetch.leavePart(ofAtLeast: size) }
        let recording = try fetch.record()
        let written = RecordedFetch.written(recording, from: size)
        let total = try #require(written.last)
        #expect(total >= RecordedFetch.length, "the artifact was not recorded: \(total)")
        let attempt = fetch.attempt
        let report = try Replayer(workers: 1).replay(Enumeration(of: recording, Thoroughness.fetchLimits)) { folder, _ in
            try attempt.sight(of: folder)
        } judge: { state, seen in
            if seen.before == false { return ["a tree is in its place, and it is wrong"] }
            guard seen.succeeded, seen.after else { return ["the same command does not end it: \(seen.errors)"] }
            if seen.before == nil, !state.said.isEmpty { return ["it was said to be there, and is not"] }
            let allowed = total - written[state.event] + Self.again
            return seen.fetched <= allowed ? [] : ["\(seen.fetched) bytes came, \(allowed) may: \(written[state.event]) had been written"]
        }
        print("power cut, fetch from \(size) bytes on: \(recording.events.count) events; \(report)")
        #expect(report.failures.isEmpty, "\(report.failures.prefix(5).map(\.description).joined(separator: "\n"))")
        #expect(report.disks > 30)
    }
}
