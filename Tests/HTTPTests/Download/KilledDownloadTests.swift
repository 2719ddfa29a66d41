import EventLoop
import Glibc
import Support
import Testing
import Trust

@testable import HTTP

/// A process that is killed while it fetches, and its successor.
extension OwnProcessTests {
    @Test(arguments: [30_000, 100_000, 333_333, 777_777, 999_999])
    func `a download that is killed costs 64 KiB at most`(_ place: Int) async throws {
        let fixture = DownloadFixture(1_000_000)
        let nginx = try NginxServer()
        try nginx.put(fixture.bytes, at: "file")
        // What has come to the killed process's socket but not to the process is not fetched: so the line holds where it is to die.
        let line = try LineProxy(to: nginx.port) { $0 == 0 ? .init(holdAfter: place + 1000, piece: 5000) : .init() }
        let url = "http://127.0.0.1:\(line.port)/file"
        let (path, digest) = (fixture.path, "\(Digest(.sha256, of: fixture.bytes))")
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [path = path as String, digest = digest as String, url = url as String, place = place as Int] in
            let download = Download(
                try HTTPURL(url), to: path, length: 1_000_000, digest: try #require(Digest(.sha256, hexadecimal: digest)))
            try await onLoop { loop in
                var settings = HTTPSettings()
                settings.proxies = .none
                settings.stall = .milliseconds(200)
                // Dies at the latest when all that came is taken; the stall tells.
                try? await HTTPClient(on: loop, settings).download(download) { if $0 >= place - 20_000 { kill(getpid(), SIGKILL) } }
                kill(getpid(), SIGKILL)
            }
        }
        let before = line.bytesPassed[0]
        #expect(try await fixture.fetch(from: url) == nil)
        #expect(fixture.hasArrived)
        let again = before + line.bytesPassed[1] - 1_000_000
        #expect(again <= 64 << 10, "\(again) bytes twice")
    }
}
