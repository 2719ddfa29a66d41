import CLibuv
import Glibc

/// A file descriptor that is closed unless someone takes it. (close)
struct Descriptor: ~Copyable {
    let number: Int32

    init(_ number: Int32) { self.number = number }

    /// The result of a system call that makes a descriptor.
    init(made result: Int32) throws(UVError) { number = try checkCall(result) }

    deinit { close(number) }

    /// A socket of our own: never blocks, not inherited. (socket)
    static func socket(_ family: Int32, _ type: __socket_type) throws(UVError) -> Descriptor {
        let type = type.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue
        return try Descriptor(made: Glibc.socket(family, Int32(type), 0))
    }

    consuming func take() -> Int32 {
        let taken = number
        discard self
        return taken
    }

    func set(_ option: Int32, _ value: Int32) throws(UVError) {
        var value = value
        try checkCall(setsockopt(number, SOL_SOCKET, option, &value, socklen_t(MemoryLayout<Int32>.size)))
    }

    func option(_ option: Int32) throws(UVError) -> Int32 {
        var value: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        try checkCall(getsockopt(number, SOL_SOCKET, option, &value, &size))
        return value
    }
}
