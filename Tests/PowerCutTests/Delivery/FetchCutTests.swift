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
        let written = try #require(RecordedFetch.written(recording, from: size).last)
        #expect(written == fetch.total, "the artifact was not recorded")
        try replay(recording, of: fetch, from: size)
    }

    /// The record is written then while there is a part that it is of.
    @Test func `a fetch that goes on with a part left in order, and leaves it again`() throws {
        let fetch = try RecordedFetch()
        let size = try fetch.leavePart(cuttingAfter: 60_000)
        let recording = try fetch.record(cuttingAfter: 60_000)
        let written = try #require(RecordedFetch.written(recording, from: size).last)
        #expect((20_000..<60_000).contains(size) && written > size && written < fetch.total, "\(size), \(written)")
        try replay(recording, of: fetch, from: size)
    }

    private func replay(_ recording: Recording, of fetch: RecordedFetch, from size: Int) throws {
        let written = RecordedFetch.written(recording, from: size)
        let (attempt, total) = (fetch.attempt, fetch.total)
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
