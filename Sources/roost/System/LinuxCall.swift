import Glibc

// Glibc's Swift module has nothing behind _GNU_SOURCE: declared here by their C symbols.
@_silgen_name("memfd_create") private func makeMemoryFile(_ name: UnsafePointer<CChar>, _ flags: UInt32) -> Int32
@_silgen_name("renameat2") private func renameat2(
    _ oldFolder: Int32, _ old: UnsafePointer<CChar>, _ newFolder: Int32, _ new: UnsafePointer<CChar>, _ flags: UInt32
) -> Int32
@_silgen_name("signalfd") private func signalfd(_ descriptor: Int32, _ mask: UnsafePointer<sigset_t>, _ flags: Int32) -> Int32
@_silgen_name("prctl") private func prctl(_ option: Int32, _ name: UnsafePointer<CChar>) -> Int32

/// The Linux calls that Swift cannot import.
enum LinuxCall {
    /// Not closed by exec; negative if there is none. (memfd_create)
    static func memoryFile(named name: String) -> Int32 { makeMemoryFile(name, 0) }

    /// These signals come as bytes from a descriptor, no longer as signals. (sigprocmask, signalfd)
    static func descriptor(of signals: [Int32]) -> Int32 {
        var set = sigset_t()
        sigemptyset(&set)
        for signal in signals { sigaddset(&set, signal) }
        sigprocmask(SIG_BLOCK, &set, nil)
        return signalfd(-1, &set, O_CLOEXEC)
    }

    /// What lists of processes show, its first 15 bytes. (prctl, PR_SET_NAME)
    static func setProcessName(_ name: String) { _ = prctl(15, name) }

    /// Swaps two names in one step. (renameat2, RENAME_EXCHANGE)
    static func exchange(_ one: String, _ other: String) -> Bool { renameat2(AT_FDCWD, one, AT_FDCWD, other, 2) == 0 }
}
