import EventLoop
import Glibc
import Support
import Testing

@Suite struct StreamPeerTests {
    let loop = Loop.forTest()

    @Test func `a unix peer is known by the system's word`() throws {
        let (stream, _) = try Peer.pair(on: loop)
        let peer = try stream.peerCredentials()
        #expect(peer.pid == getpid())
        #expect(peer.uid == getuid())
        #expect(peer.gid == getgid())
        #expect(stream.remoteAddress == nil)
        #expect(!stream.isTCP)
        stream.close()
        #expect(throws: UVError.badDescriptor) { try stream.peerCredentials() }
    }

    @Test func `a peer's process is held on to, and known to have ended`() throws {
        let (stream, _) = try Peer.pair(on: loop)
        let own = try stream.peerProcess(getpid())
        let (pid, hasEnded) = (own.pid, own.hasEnded)
        #expect(pid == getpid() && !hasEnded)
        stream.close()
        #expect(throws: UVError.badDescriptor) { _ = try stream.peerProcess(getpid()) }
    }

    @Test(arguments: ["127.0.0.1", "::1"])
    func `a TCP peer is known by its address`(host: String) throws {
        let remote = Box<(host: String, port: UInt16)?>(nil)
        let listener = try Listener.tcp(host: host, port: 0, on: loop) { [loop] stream in
            stream.setNoDelay(true)
            remote.value = stream.remoteAddress
            loop.stop()
        }
        let caller = Box<Stream?>(nil)
        Stream.connect(host: host, port: listener.port, on: loop) { caller.value = try? $0.get() }
        loop.run(within: 10_000)
        #expect(remote.value?.host == host)
        #expect(remote.value.map { $0.port > 0 } == true)
        loop.close()
    }

    @Test func `connecting to nobody is told as an error`() throws {
        let folder = try TemporaryFolder("loop")
        let errors = Box<[UVError]>([])
        func note(_ result: Result<Stream, UVError>) { if case .failure(let error) = result { errors.value.append(error) } }
        Stream.connect(path: folder.path("nobody"), on: loop, then: note)
        Stream.connect(path: String(repeating: "x", count: 108), on: loop, then: note)
        Stream.connect(host: "not an address", port: 1, on: loop, then: note)
        #expect(errors.value.isEmpty, "told later")
        loop.run(within: 10_000)
        #expect(Set(errors.value.map(\.name)) == ["ENOENT", "ENAMETOOLONG", "EINVAL"])
    }

    @Test func `closing the loop cancels a connection being made`() throws {
        let told = Box<UVError?>(nil)
        Stream.connect(host: "192.0.2.1", port: 9, on: loop) { result in
            if case .failure(let error) = result { told.value = error }
        }
        loop.close()
        #expect(told.value != nil)
    }
}
