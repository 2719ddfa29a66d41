import EventLoop
import Support
import Synchronization
import Testing
import Trust

@testable import HTTP

/// Against real nginx, over lines of all kinds.
struct DownloadTests {
    private let fixture = DownloadFixture()
    private let nginx = try! NginxServer()

    init() throws { try nginx.put(fixture.bytes, at: "file") }

    private var url: String { "http://127.0.0.1:\(nginx.port)/file" }

    @Test func `a file arrives whole, in its place, with nothing beside it`() async throws {
        let heard = Mutex<[Int]>([])
        #expect(try await fixture.fetch(from: url) { count in heard.withLock { $0.append(count) } } == nil)
        #expect(fixture.hasArrived)
        #expect(!fixture.hasLeftovers)
        let counts = heard.withLock { $0 }
        #expect(counts.last == fixture.bytes.count)
        #expect(counts == counts.sorted())
    }

    @Test func `a cut line is taken up where it was, but for what a power cut might have spoiled`() async throws {
        let line = try LineProxy(to: nginx.port) { $0 == 0 ? .init(cutAfter: 300_000) : .init() }
        let url = "http://127.0.0.1:\(line.port)/file"
        let error = try await fixture.fetch(from: url)
        guard case .later(.unreachable, after: nil, kept: 275_000...) = error else {
            return #expect(Bool(false), "\(String(describing: error))")
        }
        #expect(try await fixture.fetch(from: url) == nil)
        #expect(fixture.hasArrived)
        let again = 300_000 + line.bytesPassed[1] - fixture.bytes.count
        // Two heads of less than a kilobyte are counted too.
        #expect(again <= SyncRule.window + 2048, "\(again) bytes twice")
        #expect(nginx.answers.last?.hasPrefix("206 ") == true)
    }

    @Test(arguments: 0..<4) func `over a line that breaks at random it arrives in the end, byte for byte`(_ seed: UInt64) async throws {
        let cuts = (0..<200).map { number in
            var generator = SplitMix(seed: seed &* 1000 &+ UInt64(number))
            return Int.random(in: 0...120_000, using: &generator)
        }
        let line = try LineProxy(to: nginx.port) { .init(cutAfter: cuts[$0], piece: 1 + cuts[$0] % 9000) }
        var attempts = 0
        while let error = try await fixture.fetch(from: "http://127.0.0.1:\(line.port)/file"), attempts < 100 {
            guard case .later = error else { return #expect(Bool(false), "\(error)") }
            attempts += 1
        }
        #expect(fixture.hasArrived)
        #expect(attempts > 3)
    }

    @Test func `a file that changed meanwhile is fetched anew`() async throws {
        let line = try LineProxy(to: nginx.port) { $0 == 0 ? .init(cutAfter: 200_000) : .init() }
        let old = DownloadFixture(seed: 2)
        try nginx.put(old.bytes, at: "file")
        #expect(try await fixture.fetch(from: "http://127.0.0.1:\(line.port)/file") != nil)
        #expect(!fixture.part.isEmpty)
        try nginx.put(fixture.bytes + [0], at: "file")
        try nginx.put(fixture.bytes, at: "file")
        // The same second and the same length would be the same ETag to nginx.
        try nginx.touch("file", secondsAgo: 100)
        #expect(try await fixture.fetch(from: "http://127.0.0.1:\(line.port)/file") == nil)
        #expect(fixture.hasArrived)
    }

    @Test func `the wrong bytes are thrown away and never resumed`() async throws {
        try nginx.put(DownloadFixture(seed: 3).bytes, at: "file")
        guard case .wrong(_, let words) = try await fixture.fetch(from: url) else { return #expect(Bool(false)) }
        #expect(words == "\(url) is not the file it should be: its sha256 is another")
        #expect(!fixture.hasLeftovers)
        #expect(!exists(fixture.path))
    }

    @Test(arguments: [-1, 1]) func `another length than declared is refused before a byte is taken`(_ more: Int) async throws {
        try nginx.put(DownloadFixture(500_000 + more).bytes, at: "file")
        guard case .wrong = try await fixture.fetch(from: url) else { return #expect(Bool(false)) }
        #expect(!fixture.hasLeftovers)
    }

    @Test func `what is not there ends the attempt and leaves nothing`() async throws {
        try fixture.folder.write("half", to: "file.part")
        guard case .refused(.status(404, _, _)) = try await fixture.fetch(from: "\(url)-not") else { return #expect(Bool(false)) }
        #expect(!fixture.hasLeftovers)
    }

    @Test func `an old file stays until the new one is whole`() async throws {
        try fixture.folder.write("old", to: "file")
        let line = try LineProxy(to: nginx.port) { $0 == 0 ? .init(cutAfter: 200_000) : .init() }
        #expect(try await fixture.fetch(from: "http://127.0.0.1:\(line.port)/file") != nil)
        #expect(fixture.folder.read("file") == "old")
    }
}
