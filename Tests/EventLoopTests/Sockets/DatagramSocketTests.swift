import EventLoop
import Glibc
import Support
import Testing

@Suite struct DatagramSocketTests {
    let loop = Loop.forTest()
    let folder = try! TemporaryFolder("loop")
    let heard = Box<[(text: String, from: Stream.Credentials?)]>([])

    private func bind(_ path: String) throws -> DatagramSocket {
        try DatagramSocket.bind(path: path, on: loop) { [heard, loop] bytes, sender in
            heard.value.append((String(decoding: bytes, as: UTF8.self), sender))
            if heard.value.count == 2 { loop.stop() }
        }
    }

    @Test func `datagrams arrive one by one with their sender, those too long do not`() throws {
        let path = folder.path("notify")
        let socket = try bind(path)
        #expect(send("READY=1", to: path))
        #expect(send(String(repeating: "x", count: 4097), to: path))
        #expect(send(String(repeating: "y", count: 4096), to: path))
        loop.run(within: 10_000)
        #expect(heard.value.map(\.text.utf8.count) == [7, 4096])
        #expect(heard.value.first?.text == "READY=1")
        #expect(heard.value.first?.from?.pid == getpid())
        #expect(heard.value.first?.from?.uid == getuid())
        socket.close()
        loop.close()
    }

    @Test func `a socket left behind is replaced, its own is taken along`() throws {
        let path = folder.path("notify")
        let first = try bind(path)
        let second = try bind(path)
        first.close()
        #expect(exists(path), "it is the second's now")
        second.close()
        #expect(!exists(path))
    }

    @Test func `a file that is no socket is left alone`() throws {
        let path = folder.path("precious")
        close(open(path, O_CREAT | O_WRONLY, 0o600))
        #expect(throws: UVError.addressInUse) { try bind(path) }
        #expect(exists(path))
    }

    @Test func `a closed socket hears nothing more, be it closed within a call`() throws {
        let path = folder.path("notify")
        let own = Box<DatagramSocket?>(nil)
        let count = Box(0)
        own.value = try DatagramSocket.bind(path: path, on: loop) { _, _ in
            count.value += 1
            own.value?.close()
            own.value = nil
        }
        for _ in 0..<3 { #expect(send("x", to: path)) }
        loop.run(within: 10_000)
        #expect(count.value == 1)
    }

    private func send(_ text: String, to path: String) -> Bool {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let sender = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        defer { Glibc.close(sender) }
        return withUnsafeBytes(of: address) { raw in
            Array(text.utf8).withUnsafeBytes {
                sendto(
                    sender, $0.baseAddress, $0.count, 0, raw.baseAddress?.assumingMemoryBound(to: sockaddr.self),
                    socklen_t(raw.count)) == $0.count
            }
        }
    }
}
