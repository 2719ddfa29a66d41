import Glibc

@testable import Release

/// A file in memory, gone when it is let go of.
final class ScratchFile {
    let path: String
    private let descriptor: Int32

    init(_ bytes: [UInt8]) {
        var template = Array("/dev/shm/roost-fuzz-XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
        precondition(descriptor >= 0 && write(descriptor, bytes, bytes.count) == bytes.count, "no scratch file")
    }

    deinit {
        close(descriptor)
        unlink(path)
    }

    func duplicate() -> Int32 { dup(descriptor) }

    func open() throws(ReleaseFailure) -> OpenFile { try OpenFile(adopting: duplicate(), path) }

    var size: Int { Int(lseek(descriptor, 0, SEEK_END)) }

    /// As it is by now under its name.
    var bytes: [UInt8] {
        guard let file = try? OpenFile(path), let bytes = try? file.contents(atMost: 1 << 20) else { return [] }
        return bytes
    }
}
