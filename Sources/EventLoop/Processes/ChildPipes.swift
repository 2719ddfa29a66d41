import CLibuv
import Glibc

/// The pipes of a child being spawned: our ends become streams, its ends are closed once it has them.
struct ChildPipes: ~Copyable {
    private(set) var ours: [Int: Stream] = [:]
    private var childs: [Int32] = []

    static var nothing: uv_stdio_container_t {
        var container = uv_stdio_container_t()
        container.flags = UV_IGNORE
        return container
    }

    deinit {
        for end in childs { close(end) }
    }

    mutating func container(for kind: Child.Stdio, at descriptor: Int, on loop: Loop) throws(UVError) -> uv_stdio_container_t {
        switch kind {
        case .null: return Self.nothing
        case .inherit(let ours): return Self.inherited(ours)
        case .pipe: return Self.inherited(try makePipe(at: descriptor, on: loop))
        }
    }

    private static func inherited(_ descriptor: Int32) -> uv_stdio_container_t {
        var container = uv_stdio_container_t()
        container.flags = UV_INHERIT_FD
        container.data.fd = descriptor
        return container
    }

    /// A real pipe, where libuv's own would be a socket: a child may open /dev/stdout anew, and only its end blocks.
    private mutating func makePipe(at descriptor: Int, on loop: Loop) throws(UVError) -> Int32 {
        var ends: [Int32] = [-1, -1]
        try check(uv_pipe(&ends, 0, 0))
        childs.append(ends[1])
        ours[descriptor] = try Stream.adopt(ends[0], on: loop)
        return ends[1]
    }
}
