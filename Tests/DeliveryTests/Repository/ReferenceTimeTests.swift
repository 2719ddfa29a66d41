import Support
import TUF
import Testing

@testable import Delivery

@Suite struct ReferenceTimeTests {
    private let folder = try! TemporaryFolder("time")
    private let later = ReferenceTime.programAge.advanced(bySeconds: 1000)

    @Test func `a router that boots in 1970 is as old as its program`() {
        #expect(ReferenceTime(clock: UTCTime(secondsSince1970: 0), folder: folder.path).now == ReferenceTime.programAge)
    }

    @Test func `a clock that goes back does not lead behind the last success`() {
        ReferenceTime(clock: later, folder: folder.path).keep()
        #expect(ReferenceTime(clock: UTCTime(secondsSince1970: 0), folder: folder.path).now == later)
        let latest = later.advanced(bySeconds: 1)
        #expect(ReferenceTime(clock: latest, folder: folder.path).now == latest)
    }

    @Test func `what another client has kept meanwhile, and is later, stays`() {
        let early = ReferenceTime(clock: later, folder: folder.path)
        ReferenceTime(clock: later.advanced(bySeconds: 10), folder: folder.path).keep()
        early.keep()
        #expect(ReferenceTime(clock: later, folder: folder.path).now == later.advanced(bySeconds: 10))
    }

    @Test(arguments: ["", "yesterday", "2026-02-30T00:00:00Z", String(repeating: "9", count: 100)])
    func `what cannot be read counts for nothing`(_ text: String) throws {
        try folder.write(text, to: "latest-time")
        #expect(ReferenceTime(clock: later, folder: folder.path).now == later)
    }

    @Test func `while another holds the folder nothing is kept, and the next success keeps it`() throws {
        try FolderLock.held(folder.path) { ReferenceTime(clock: later, folder: folder.path).keep() }
        #expect(ReferenceTime(clock: UTCTime(secondsSince1970: 0), folder: folder.path).now == ReferenceTime.programAge)
        ReferenceTime(clock: later, folder: folder.path).keep()
        #expect(ReferenceTime(clock: UTCTime(secondsSince1970: 0), folder: folder.path).now == later)
    }
}
