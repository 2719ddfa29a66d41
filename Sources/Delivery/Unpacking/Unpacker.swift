import Files
import Glibc

/// Where artifacts are unpacked.
public enum Unpacker: Equatable, Sendable {
    /// In this process.
    case here
    /// In a process of its own, which has no keys and opens no socket, and whose memory is gone with it.
    case program(String)

    /// The small program `roost-unpack` that lies beside this one; where it does not, this one under that name: a router that was given
    /// `roost` alone can be updated all the same.
    public static var apart: Unpacker {
        let own = realpath("/proc/self/exe", nil)
        defer { free(own) }
        let small = own.map { "\(FilePath(String(cString: $0)).folder)/\(UnpackProcess.name)" } ?? ""
        return .program(access(small, X_OK) == 0 ? small : "/proc/self/exe")
    }
}
