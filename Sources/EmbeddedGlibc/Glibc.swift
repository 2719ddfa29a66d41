@_exported public import CLibC

// What Swift's Glibc module adds to the C headers, as far as the small programs need it: Embedded Swift has no such module, so
// `import Glibc` means this one there.

/// The last failing call's error number. (errno)
public var errno: Int32 { roost_errno() }

/// (open)
public func open(_ path: UnsafePointer<CChar>, _ flags: Int32, _ mode: mode_t = 0) -> Int32 { openat(AT_FDCWD, path, flags, mode) }

/// (openat)
public func openat(_ folder: Int32, _ path: UnsafePointer<CChar>, _ flags: Int32, _ mode: mode_t = 0) -> Int32 {
    roost_openat(folder, path, flags, mode)
}

// What a file is, in its mode; as C and Glibc name it. (S_IFMT)
// swift-format-ignore: AlwaysUseLowerCamelCase
public var S_IFMT: mode_t { 0o170000 }
// swift-format-ignore: AlwaysUseLowerCamelCase
public var S_IFREG: mode_t { 0o100000 }
// swift-format-ignore: AlwaysUseLowerCamelCase
public var S_IFDIR: mode_t { 0o040000 }
// swift-format-ignore: AlwaysUseLowerCamelCase
public var S_IFLNK: mode_t { 0o120000 }

/// What the standard library reads numbers with, which Embedded Swift leaves out. No locale is ever set, so it is that of C. (strtod)
@_cdecl("_swift_stdlib_strtod_clocale")
public func numberOfC(_ text: UnsafePointer<CChar>, _ number: UnsafeMutablePointer<Double>) -> UnsafePointer<CChar>? {
    var end: UnsafeMutablePointer<CChar>?
    number.pointee = strtod(text, &end)
    return UnsafePointer(end)
}
