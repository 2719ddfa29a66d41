import Glibc

/// A small file system of its own, gone when it is let go.
public final class TestDisk: Sendable {
    public let folder: TemporaryFolder

    public init(kilobytes: Int) throws {
        folder = try TemporaryFolder("disk")
        guard mount("tmpfs", folder.path, "tmpfs", 0, "size=\(kilobytes)k,mode=755") == 0 else { throw SystemError("mount") }
    }

    deinit { umount2(folder.path, Int32(MNT_DETACH)) }

    /// To its last byte.
    public func fill() throws {
        let file = open(folder.path("filler"), O_WRONLY | O_CREAT | O_APPEND, 0o644)
        guard file >= 0 else { throw SystemError("open") }
        defer { close(file) }
        let page = [UInt8](repeating: 0x78, count: 4096)
        while write(file, page, page.count) > 0 {}
    }

    /// What ``fill()`` took is free again.
    public func makeRoom() { unlink(folder.path("filler")) }

    /// Not while a process that another test has just forked holds, until its exec, what was open for writing.
    public func makeReadOnly() throws {
        try Deadline.wait(for: "the last writer to close") {
            if mount("tmpfs", folder.path, "tmpfs", UInt(MS_REMOUNT | MS_RDONLY), nil) == 0 { return true }
            guard errno == EBUSY else { throw SystemError("remount") }
            return false
        }
    }
}
