import EventLoop
import Glibc
import Support
import Testing

/// One of each handle, all open and in use.
final class Everything {
    let loop = Loop.forTest()
    let folder = try! TemporaryFolder("loop")
    let stream: Stream
    private let peer: Peer
    private var handles: [Handle] = []

    init() throws {
        (stream, peer) = try Peer.pair(on: loop)
        stream.read { _ in }
        stream.write([UInt8](repeating: 1, count: 4 << 20))
        let timer = Timer(on: loop) {}
        timer.start(after: 1, repeating: 1)
        handles = [
            timer,
            try Listener.unix(path: folder.path("bus"), mode: 0o600, on: loop) { _ in },
            try Listener.tcp(host: "127.0.0.1", port: 0, on: loop) { _ in },
            try DatagramSocket.bind(path: folder.path("notify"), on: loop) { _, _ in },
            try SignalWatcher(SIGWINCH, on: loop) {},
            try FileWatcher(folder.path, on: loop) { _ in },
        ]
        Stream.connect(path: folder.path("bus"), on: loop) { _ in }
        let sleeper = Child.Command(executable: "/bin/sleep", arguments: ["sleep", "0.2"], stdio: [.null, .pipe, .pipe])
        handles.append(try Child.spawn(sleeper, on: loop) { _ in })
    }

    func runABit() {
        let timer = Timer(on: loop) { [loop] in loop.stop() }
        timer.start(after: 10)
        loop.run(within: 10_000)
        for case let child as Child in handles { child.kill(SIGKILL) }
        for handle in handles { handle.close() }
    }

    /// libuv's signal pipe is made once per process and stays.
    static func warmUp() throws { try Everything().runABit() }

    static func descriptors() -> [Int32] {
        (0..<1024).filter { fcntl($0, F_GETFD) >= 0 }
    }
}
