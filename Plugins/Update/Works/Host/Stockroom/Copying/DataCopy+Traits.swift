import Glibc

// Glibc's Swift module does not know <sys/xattr.h>; none of these is variadic.
@_silgen_name("flistxattr") private func flistxattr(_ file: Int32, _ names: UnsafeMutableRawPointer?, _ size: Int) -> Int
@_silgen_name("fgetxattr") private func fgetxattr(
    _ file: Int32, _ name: UnsafePointer<UInt8>, _ value: UnsafeMutableRawPointer?, _ size: Int
) -> Int
@_silgen_name("fsetxattr") private func fsetxattr(
    _ file: Int32, _ name: UnsafePointer<UInt8>, _ value: UnsafeRawPointer?, _ size: Int, _ flags: Int32
) -> Int32

/// What a file has beside its bytes.
extension DataCopy {
    /// The kernel's own bound, of one value and of all names together.
    private static let mostAttributeBytes = 64 << 10
    /// Beside all that begins with `user.`; labels of the system's own are given by the system.
    private static let attributes: Set = ["security.capability", "system.posix_acl_access", "system.posix_acl_default"]

    /// The feature finds it as its own. In this order: who changes the owner takes capabilities and mode bits away, and lists of access are
    /// part of the mode. (fchown, fsetxattr, fchmod, futimens)
    mutating func giveTraits(of file: Int32, _ status: stat, to copy: Int32, _ path: String) throws(Fault) {
        guard fchown(copy, status.st_uid, status.st_gid) == 0 else { throw .last("give away", path) }
        try copyAttributes(of: file, to: copy, path)
        guard fchmod(copy, status.st_mode & 0o7777) == 0 else { throw .last("set the mode of", path) }
        guard futimens(copy, [status.st_atim, status.st_mtim]) == 0 else { throw .last("set the times of", path) }
    }

    /// By the bytes they are called by. Of a file system that has none, none. (flistxattr, fgetxattr)
    private mutating func copyAttributes(of file: Int32, to copy: Int32, _ path: String) throws(Fault) {
        guard try Self.size(flistxattr(file, nil, 0), "list the attributes of", path) > 0 else { return }
        let value = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.mostAttributeBytes, alignment: 16)
        defer { value.deallocate() }
        let size = try Self.size(flistxattr(file, value.baseAddress, value.count), "list the attributes of", path)
        for name in value[..<size].split(separator: 0).map({ Array($0) + [0] }) where Self.isKept(name) {
            let count = fgetxattr(file, name, value.baseAddress, value.count)
            guard count >= 0 else {
                // It is not there any more.
                if errno == ENODATA || errno == ENOTSUP { continue }
                throw .last("read an attribute of", path)
            }
            try self.count(bytes: Int64(count))
            guard fsetxattr(copy, name, value.baseAddress, count, 0) == 0 else {
                throw .last("set the attribute \(String(decoding: name.dropLast(), as: UTF8.self)) of", path)
            }
        }
    }

    private static func isKept(_ name: [UInt8]) -> Bool {
        name.starts(with: "user.".utf8) || attributes.contains(String(decoding: name.dropLast(), as: UTF8.self))
    }

    /// What a call has told, none if the file system knows no attributes.
    private static func size(_ told: Int, _ doing: String, _ path: String) throws(Fault) -> Int {
        guard told >= 0 || errno == ENOTSUP else { throw .last(doing, path) }
        return max(0, told)
    }
}
