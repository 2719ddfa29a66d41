import EventLoop
import Glibc
import Support
import Testing
import Trust

@testable import HTTP

/// Downloads onto disks and into folders that do not take them.
struct DiskTests {
    private let fixture = DownloadFixture(400_000)
    private let nginx = try! NginxServer()

    init() throws { try nginx.put(fixture.bytes, at: "file") }

    private var url: String { "http://127.0.0.1:\(nginx.port)/file" }

    @Test func `a full disk is said so, with what is missing, and once there is room it goes on`() async throws {
        let disk = try TestDisk(kilobytes: 200)
        let path = disk.folder.path("file")
        let error = try await fetch(to: path)
        guard case .disk(let words) = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(words.contains("No space left on device: "))
        #expect(words.hasSuffix("bytes more are needed"))
        #expect(!exists(path))
        #expect(mount("tmpfs", disk.folder.path, "tmpfs", UInt(MS_REMOUNT), "size=1000k") == 0)
        #expect(try await fetch(to: path) == nil)
        let isWhole = readBytes(path) == fixture.bytes
        #expect(isWhole)
        #expect(nginx.answers.map { $0.prefix(3) } == ["200", "206"])
    }

    @Test func `a link in the part's place is not followed`() async throws {
        try fixture.folder.write("precious", to: "precious")
        symlink(fixture.folder.path("precious"), "\(fixture.path).part")
        guard case .disk = try await fixture.fetch(from: url) else { return #expect(Bool(false)) }
        #expect(fixture.folder.read("precious") == "precious")
    }

    @Test func `a folder that is not there is said so`() async throws {
        #expect(try await fetch(to: "/nowhere/file") == .disk("cannot open /nowhere/file.part: No such file or directory"))
    }

    @Test func `a part that another process fetches is left to it`() async throws {
        let part = try fixture.folder.write("half", to: "file.part")
        let other = open(part, O_RDWR)
        defer { close(other) }
        #expect(flock(other, LOCK_EX) == 0)
        #expect(try await fixture.fetch(from: url) == .disk("\(fixture.path) is being fetched by another process already"))
        #expect(fixture.folder.read("file.part") == "half")
    }

    @Test(arguments: [
        "", "garbage", "roost download 2\nhttp://other/\n400000\nsha256:00\n\"x\"\n0\n", String(repeating: "x", count: 100_000),
    ])
    func `a record that is none, or another's, begins the file anew`(_ record: String) async throws {
        try fixture.folder.write(record, to: "file.progress")
        try fixture.folder.write([UInt8](repeating: 1, count: 100_000), to: "file.part")
        #expect(try await fixture.fetch(from: url) == nil)
        #expect(fixture.hasArrived)
        #expect(nginx.answers == ["200 400000 /file -"])
    }

    @Test func `a record with a bad byte in it begins the file anew`() async throws {
        let record = PartRecord(try fixture.download(from: url), validator: "\"v\u{7}\"")
        try fixture.folder.write(record.text, to: "file.progress")
        try fixture.folder.write([UInt8](repeating: 1, count: 100_000), to: "file.part")
        #expect(try await fixture.fetch(from: url) == nil)
        #expect(fixture.hasArrived && nginx.answers == ["200 400000 /file -"])
    }

    @Test func `a part that is shorter than its record says is begun anew`() async throws {
        let record = PartRecord(try fixture.download(from: url), validator: "\"v\"", kept: 200_000)
        try fixture.folder.write(record.text, to: "file.progress")
        try fixture.folder.write(Array(fixture.bytes.prefix(100_000)), to: "file.part")
        #expect(try await fixture.fetch(from: url) == nil)
        #expect(fixture.hasArrived && nginx.answers == ["200 400000 /file -"])
    }

    /// Else it could be opened before another process puts it in its place, and be emptied after.
    @Test func `a part is ours only as long as its path names it`() throws {
        let part = try fixture.folder.write("whole", to: "file.part")
        let descriptor = open(part, O_RDWR)
        defer { close(descriptor) }
        #expect(PartFile.names(part, descriptor))
        #expect(rename(part, fixture.path) == 0)
        #expect(!PartFile.names(part, descriptor))
        try fixture.folder.write("another", to: "file.part")
        #expect(!PartFile.names(part, descriptor))
    }

    private func fetch(to path: String) async throws -> DownloadError? {
        let download = Download(try HTTPURL(url), to: path, length: fixture.bytes.count, digest: Digest(.sha256, of: fixture.bytes))
        return try await onLoop { loop in
            do throws(DownloadError) {
                try await HTTPClient(on: loop, .forTest()).download(download)
                return nil
            } catch {
                return error
            }
        }
    }
}
