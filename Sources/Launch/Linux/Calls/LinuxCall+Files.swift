import Glibc

// Glibc's Swift module has nothing behind _GNU_SOURCE: declared here by their C symbols.
@_silgen_name("memfd_create") private func makeMemoryFile(_ name: UnsafePointer<CChar>, _ flags: UInt32) -> Int32
@_silgen_name("renameat2") private func renameat2(
    _ oldFolder: Int32, _ old: UnsafePointer<CChar>, _ newFolder: Int32, _ new: UnsafePointer<CChar>, _ flags: UInt32
) -> Int32
@_silgen_name("signalfd") private func signalfd(_ descriptor: Int32, _ mask: UnsafePointer<sigset_t>, _ flags: Int32) -> Int32

extension LinuxCall {
    /// Not closed by exec; negative if there is none. (memfd_create)
    package static func memoryFile(named name: String) -> Int32 { makeMemoryFile(name, 0) }

    /// These signals come as bytes from a descriptor, no longer as signals. (sigprocmask, signalfd)
    package static func descriptor(of signals: [Int32]) -> Int32 {
        var set = sigset_t()
        sigemptyset(&set)
        for signal in signals { sigaddset(&set, signal) }
        sigprocmask(SIG_BLOCK, &set, nil)
        return signalfd(-1, &set, O_CLOEXEC)
    }

    /// Swaps two names in one step. (renameat2, RENAME_EXCHANGE)
    package static func exchange(_ one: String, _ other: String) -> Bool { renameat2(AT_FDCWD, one, AT_FDCWD, other, 2) == 0 }
}
