import Files
import Glibc
import Support
import Testing

@testable import Journal

/// The files that the guard reads and writes too.
@Suite struct SlotFileTests {
    private static let trial = Trial(transaction: "17", previous: .a, slot: .b, deadline: 60)

    @Test func `the checksum is that of IEEE 802_3`() {
        #expect(crc32(Array("123456789".utf8)) == 0xCBF4_3926)
        #expect(crc32([]) == 0)
    }

    @Test func `a trial is written as agreed with the guard`() {
        let body = "roost-trial 1\ntransaction 17\nprevious a\nslot b\ndeadline 60\nattempts 0\nboot -\nstarted -\n"
        let sum = String(crc32(Array(body.utf8)), radix: 16)
        #expect(
            String(decoding: Self.trial.bytes, as: UTF8.self) == body + "crc32 " + String(repeating: "0", count: 8 - sum.count) + sum + "\n"
        )
    }

    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder("slots") }

    /// The folder's files once `name` holds this.
    private func files(_ bytes: [UInt8], as name: String) throws -> SlotFiles {
        let file = open(folder.path(name), O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        try #require(file >= 0 && write(file, bytes, bytes.count) == bytes.count)
        close(file)
        return SlotFiles(try OpenFolder(folder.path))
    }

    @Test func `what was written is read, whoever holds it`() throws {
        var started = Self.trial
        (started.attempts, started.boot, started.started) = (1, "b0a1", 4711)
        for trial in [Self.trial, started] {
            let files = try self.files(trial.bytes, as: "trial")
            #expect(files.trial == .found(trial) && files.confirmed == .absent)
        }
    }

    @Test func `a file cut short or changed anywhere counts as absent and is told`() throws {
        let bytes = Self.trial.bytes
        for length in bytes.indices {
            let files = try self.files(Array(bytes[..<length]), as: "trial")
            #expect(files.trial.damage != nil, "cut at \(length)")
        }
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 1
            let files = try self.files(changed, as: "trial")
            #expect(files.trial.damage != nil, "changed at \(index)")
        }
    }

    @Test(arguments: [
        "transaction 1\nprevious a\nslot c\ndeadline 60\nattempts 0\nboot -\nstarted -\n",
        "transaction 1\nprevious a\nslot b\ndeadline 0\nattempts 0\nboot -\nstarted -\n",
        "transaction 1\nprevious a\nslot b\ndeadline 60\nattempts -1\nboot -\nstarted -\n",
        "transaction 1/2\nprevious a\nslot b\ndeadline 60\nattempts 0\nboot -\nstarted -\n",
        "transaction 1\nprevious a\nslot b\ndeadline 60\nattempts 0\nstarted -\n",
        "transaction 1\nprevious a\nslot b\ndeadline 60\nattempts 0\nboot -\nstarted soon\n",
        "nonsense\n",
    ])
    func `values that mean nothing count as absent`(_ body: String) throws {
        let text = "roost-trial 1\n" + body
        let sum = String(crc32(Array(text.utf8)), radix: 16)
        let files = try self.files(Array("\(text)crc32 \(String(repeating: "0", count: 8 - sum.count))\(sum)\n".utf8), as: "trial")
        #expect(files.trial.damage != nil)
    }

    @Test func `neither a link nor a pipe nor a large file is read`() throws {
        let files = try self.files(Self.trial.bytes, as: "elsewhere")
        try #require(symlink("elsewhere", folder.path("trial")) == 0)
        #expect(files.trial.damage != nil)
        try #require(mkfifo(folder.path("confirmed"), 0o600) == 0)
        #expect(files.confirmed.damage != nil)
        unlink(folder.path("trial"))
        try folder.write(String(repeating: "x", count: 5000), to: "trial")
        #expect(files.trial.damage != nil)
    }

    @Test func `the current slot is what the link says, if it is a slot`() throws {
        let files = try self.files([], as: "x")
        #expect(files.current == nil)
        for (text, slot) in [("a", Slot.a), ("b", .b), ("../b", nil), ("abcdefghijkl", nil)] as [(String, Slot?)] {
            unlink(folder.path("current"))
            try #require(symlink(text, folder.path("current")) == 0)
            #expect(files.current == slot)
        }
    }

    @Test func `a trial is abandoned in any boot but its own, and two minutes after its deadline; one never started is not`() {
        var trial = Trial(transaction: "7", previous: .a, slot: .b, deadline: 60)
        let other = BootMoment(boot: "other", milliseconds: 6)
        #expect(!trial.isAbandoned(at: other))
        (trial.attempts, trial.boot, trial.started) = (1, "boot", 5)
        #expect(trial.isAbandoned(at: other))
        #expect(!trial.isAbandoned(at: BootMoment(boot: "boot", milliseconds: 180_005)))
        #expect(trial.isAbandoned(at: BootMoment(boot: "boot", milliseconds: 180_006)))
        #expect(BootMoment.current?.boot == HostRun.boot && HostRun.boot?.contains("\n") == false)
    }
}
