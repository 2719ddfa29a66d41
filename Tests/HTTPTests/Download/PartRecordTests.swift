import Glibc
import Support
import Testing
import Trust

@testable import HTTP

struct PartRecordTests {
    private let download = Download(
        try! HTTPURL("https://me:secret@repo.lan/a%20b"), to: "/tmp/x", length: 12, digest: Digest(.sha256, of: Array("x".utf8)))

    @Test func `a record comes back from its text, which tells no password`() throws {
        let record = PartRecord(download, validator: "\"v1\"")
        #expect(PartRecord(record.text) == record)
        #expect(record.isOf(download))
        #expect(!record.text.contains("secret"))
        let left = PartRecord(download, validator: "\"v1\"", kept: 11)
        #expect(PartRecord(left.text) == left && left.isOf(download))
    }

    @Test func `a part of other bytes is not continued`() throws {
        #expect(!PartRecord(download, validator: nil).isOf(download))
        let other = Digest(.sha256, of: Array("y".utf8))
        for changed in [
            Download(try HTTPURL("https://repo.lan/b"), to: "/tmp/x", length: 12, digest: download.digest),
            Download(download.url, to: "/tmp/x", length: 13, digest: download.digest),
            Download(download.url, to: "/tmp/x", length: 12, digest: other),
        ] { #expect(!PartRecord(changed, validator: "\"v1\"").isOf(download)) }
    }

    @Test func `a pipe in a record's place is none, and not waited for`() throws {
        let folder = try TemporaryFolder()
        let there = Download(download.url, to: folder.path("x"), length: 12, digest: download.digest)
        #expect(PartRecord(of: there) == nil)
        mkfifo(there.recordPath, 0o600)
        #expect(PartRecord(of: there) == nil)
        unlink(there.recordPath)
        try folder.write(PartRecord(there, validator: "\"v1\"").text, to: "x.progress")
        #expect(PartRecord(of: there)?.isOf(there) == true)
    }

    /// A validator goes into a request: one with a line's end or a bell in it would end the process.
    @Test(arguments: [
        "", "roost download 2\n", "roost download 1\nu\n1\nd\n\"v\"\n", "roost download 1\nu\n1\nd\n\"v\"\n0\n",
        "roost download 2\nu\nx\nd\n\"v\"\n0\n", "roost download 2\nu\n1\nd\n\"v\"\n0\nmore\n", "roost download 2\nu\n1\nd\n\"v\"\n-1\n",
        "roost download 2\nu\n1\nd\n\"v\"\n1\n", "roost download 2\nu\n1\nd\n\"v\"\n0\n0\n", "roost download 2\nu\n1\nd\nv\n0\n",
        "roost download 2\nu\n1\nd\nW/\"v\"\n0\n", "roost download 2\nu\n1\nd\n\"v\u{7}\"\n0\n", "roost download 2\nu\n1\nd\n\"v\r\"\n0\n",
    ])
    func `what is no record is not one`(_ text: String) { #expect(PartRecord(text) == nil) }
}
