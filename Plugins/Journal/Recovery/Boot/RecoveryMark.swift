import Files
import Glibc

/// `<home>/run/journal`: in which run of the host recovery was done last. It need not survive a power cut: no run does.
struct RecoveryMark: Sendable {
    static let folder = HomePath(["run"])
    private static let name = "journal"

    private let folder: OpenFolder

    /// Nil where no host has run.
    init?(home: OpenFolder) {
        guard let folder = try? home.folder(Self.folder, crossing: true, shown: Self.folder.text) else { return nil }
        self.folder = folder
    }

    var run: HostRun? {
        guard let file = try? folder.file(Self.name) else { return nil }
        defer { close(file) }
        let bytes = [UInt8](unsafeUninitializedCapacity: 256) { buffer, count in
            count = max(0, read(file, buffer.baseAddress, buffer.count))
        }
        return HostRun(String(decoding: bytes, as: UTF8.self))
    }

    /// Half of it is no mark, and then the next start recovers as at a boot.
    func set(_ run: HostRun) throws(OperationFailure) {
        let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC
        let file = openat(folder.descriptor, Self.name, flags, 0o600)
        guard file >= 0 else { throw .last("make", "\(Self.folder.text)/\(Self.name)") }
        defer { close(file) }
        let bytes = Array(run.text.utf8)
        guard write(file, bytes, bytes.count) == bytes.count else { throw .last("write", "\(Self.folder.text)/\(Self.name)") }
    }
}
