import CLibuv
import Glibc

extension Stream {
    /// Makes a stream of a connected socket, or an end of a pipe, and owns it from here on, even if this fails. (uv_pipe_open, uv_tcp_open)
    public static func adopt(_ descriptor: Int32, on loop: Loop) throws(UVError) -> Stream {
        let owned = Descriptor(descriptor)
        let isTCP = try isInternet(owned)
        try checkCall(fcntl(owned.number, F_SETFD, FD_CLOEXEC))
        let stream = try Stream(tcp: isTCP, on: loop)
        try check(isTCP ? uv_tcp_open(stream.tcp, owned.number) : uv_pipe_open(stream.pipe, owned.number))
        _ = owned.take()
        return stream
    }

    /// A connected pair: the first end is ours, the other to be inherited by a ``Child``, and closed by the caller once it is. (socketpair)
    public static func pair(on loop: Loop) throws(UVError) -> (Stream, child: Int32) {
        var ends: [Int32] = [-1, -1]
        try checkCall(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends))
        let child = Descriptor(ends[1])
        return (try adopt(ends[0], on: loop), child.take())
    }

    /// Anything but stream sockets and pipes would make libuv abort later.
    private static func isInternet(_ descriptor: borrowing Descriptor) throws(UVError) -> Bool {
        var status = stat()
        try checkCall(fstat(descriptor.number, &status))
        if status.st_mode & S_IFMT == S_IFIFO { return false }
        guard status.st_mode & S_IFMT == S_IFSOCK else { throw .invalidArgument }
        guard try descriptor.option(SO_TYPE) == Int32(SOCK_STREAM.rawValue) else { throw .invalidArgument }
        return try descriptor.option(SO_DOMAIN) != AF_UNIX
    }
}
