import Glibc
import Testing

@_silgen_name("setxattr") private func setxattr(
    _ path: UnsafePointer<CChar>, _ name: UnsafePointer<CChar>, _ value: UnsafeRawPointer?, _ size: Int, _ flags: Int32
) -> Int32
@_silgen_name("getxattr") private func getxattr(
    _ path: UnsafePointer<CChar>, _ name: UnsafePointer<CChar>, _ value: UnsafeMutableRawPointer?, _ size: Int
) -> Int

/// What a file has beside its bytes, under a name.
struct FileAttribute {
    let (path, name): (String, String)

    init(_ name: String, of path: String) { (self.name, self.path) = (name, path) }

    /// False where the file system knows none of the kind. Any other refusal is an issue, for root at least. (setxattr)
    func set(_ value: [UInt8]) -> Bool {
        if value.withUnsafeBytes({ setxattr(path, name, $0.baseAddress, $0.count, 0) }) == 0 { return true }
        let code = errno
        if code != ENOTSUP, geteuid() == 0 { Issue.record("\(name) of \(path): \(String(cString: strerror(code)))") }
        return false
    }

    /// Nil if there is none. (getxattr)
    var value: [UInt8]? {
        var value = [UInt8](repeating: 0, count: 256)
        let count = getxattr(path, name, &value, value.count)
        return count < 0 ? nil : Array(value.prefix(count))
    }
}

extension FileAttribute {
    /// CAP_NET_BIND_SERVICE, permitted and effective; version 2.
    static let capability: [UInt8] = [1, 0, 0, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]

    /// A list of access: all for the owner, reading for one more user, nothing for others; version 2.
    static let access: [UInt8] =
        [2, 0, 0, 0] + entry(1, 7) + entry(2, 4, of: 65_531) + entry(4, 0) + entry(0x10, 4) + entry(0x20, 0)

    private static func entry(_ tag: UInt8, _ rights: UInt8, of id: UInt32 = .max) -> [UInt8] {
        [tag, 0, rights, 0] + withUnsafeBytes(of: id.littleEndian) { Array($0) }
    }
}
