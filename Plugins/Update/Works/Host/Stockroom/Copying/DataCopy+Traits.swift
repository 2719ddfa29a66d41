import Glibc

// Glibc's Swift module does not know <sys/xattr.h>; none of these is variadic.
@_silgen_name("flistxattr") private func flistxattr(_ file: Int32, _ names: UnsafeMutableRawPointer?, _ size: Int) -> Int
@_silgen_name("fgetxattr") private func fgetxattr(
    _ file: Int32, _ name: UnsafePointer<CChar>, _ value: UnsafeMutableRawPointer?, _ size: Int
) -> Int
@_silgen_name("fsetxattr") private func fsetxattr(
    _ file: Int32, _ name: UnsafePointer<CChar>, _ value: UnsafeRawPointer?, _ size: Int, _ flags: Int32
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

    /// Of a file system that has none, none. (flistxattr, fgetxattr)
    private mutating func copyAttributes(of file: Int32, to copy: Int32, _ path: String) throws(Fault) {
        guard flistxattr(file, nil, 0) > 0 else { return }
        let value = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.mostAttributeBytes, alignment: 16)
        defer { value.deallocate() }
        let size = flistxattr(file, value.baseAddress, value.count)
        guard size > 0 else { return }
        for name in value[..<size].split(separator: 0).map({ String(decoding: $0, as: UTF8.self) }) {
            guard name.hasPrefix("user.") || Self.attributes.contains(name) else { continue }
            let count = fgetxattr(file, name, value.baseAddress, value.count)
            // It is not there any more.
            guard count >= 0 else { continue }
            try self.count(bytes: Int64(count))
            guard fsetxattr(copy, name, value.baseAddress, count, 0) == 0 else { throw .last("set the attribute \(name) of", path) }
        }
    }
}
