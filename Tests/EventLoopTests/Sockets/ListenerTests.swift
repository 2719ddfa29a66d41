import EventLoop
import Glibc
import Support
import Testing

@Suite struct ListenerTests {
    let loop = Loop.forTest()
    let folder = try! TemporaryFolder("loop")

    @Test func `a unix listener has its mode, answers, and takes its file along`() throws {
        let path = folder.path("bus.sock")
        let accepted = Box<[Stream]>([])
        let listener = try Listener.unix(path: path, mode: 0o600, on: loop) { [loop] stream in
            accepted.value.append(stream)
            stream.write(Array("INFO".utf8))
            stream.read { _ in loop.stop() }
        }
        #expect(mode(of: path) == 0o600)
        let greeting = Box("")
        Stream.connect(path: path, on: loop) { result in
            guard case .success(let stream) = result else { return }
            stream.read { event in
                greeting.value += event.text
                stream.close()
            }
        }
        loop.run(within: 10_000)
        #expect(greeting.value == "INFO")
        #expect(try accepted.value[0].peerCredentials().pid == getpid())
        listener.close()
        #expect(!exists(path))
        loop.close()
    }

    @Test func `a path longer than the system takes is refused as such`() {
        let path = folder.path(String(repeating: "x", count: 108))
        #expect(throws: UVError.nameTooLong) { try Listener.unix(path: path, mode: 0o600, on: loop) { _ in } }
        #expect(throws: UVError.invalidArgument) { try Listener.unix(path: "", mode: 0o600, on: loop) { _ in } }
    }

    @Test func `a dead owner's file is replaced, a live one's is not`() throws {
        let path = folder.path("bus.sock")
        leaveStale(path)
        let listener = try Listener.unix(path: path, mode: 0o600, on: loop) { _ in }
        #expect(throws: UVError.addressInUse) { try Listener.unix(path: path, mode: 0o600, on: loop) { _ in } }
        #expect(exists(path))
        listener.close()
    }

    @Test func `a file that another has put in the place since is left alone`() throws {
        let path = folder.path("bus.sock")
        let listener = try Listener.unix(path: path, mode: 0o600, on: loop) { _ in }
        unlink(path)
        leaveStale(path)
        listener.close()
        #expect(exists(path))
    }

    @Test func `a port in use is refused`() throws {
        let listener = try Listener.tcp(host: "127.0.0.1", port: 0, on: loop) { _ in }
        #expect(listener.port > 0)
        #expect(throws: UVError.addressInUse) { try Listener.tcp(host: "127.0.0.1", port: listener.port, on: loop) { _ in } }
        listener.close()
    }

    @Test func `a caller nobody keeps is hung up on`() throws {
        let path = folder.path("bus.sock")
        let listener = try Listener.unix(path: path, mode: 0o600, on: loop) { _ in }
        let heard = Box<[String]>([])
        let caller = Box<Stream?>(nil)
        Stream.connect(path: path, on: loop) { [loop] result in
            caller.value = try? result.get()
            caller.value?.read {
                heard.value.append($0.text)
                loop.stop()
            }
        }
        loop.run(within: 10_000)
        #expect(heard.value == ["<end>"])
        withExtendedLifetime(listener) {}
        loop.close()
        caller.value = nil
    }

    private func mode(of path: String) -> mode_t {
        var status = stat()
        stat(path, &status)
        return status.st_mode & 0o777
    }
}

extension OwnProcessTests {
    @Test func `when descriptors run out callers wait, nothing spins, and all are served in the end`() async {
        await #expect(processExitsWith: .success) { try exhaustDescriptors() }
    }
}

/// A socket file without a socket.
private func leaveStale(_ path: String) {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let dead = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    withUnsafeBytes(of: address) {
        _ = bind(dead, $0.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t($0.count))
    }
    close(dead)
}

private func exhaustDescriptors() throws {
    let loop = Loop.forTest()
    let folder = try! TemporaryFolder("loop")
    let accepted = Box<[Stream]>([])
    let listener = try Listener.unix(path: folder.path("bus"), mode: 0o600, on: loop) { accepted.value.append($0) }
    let callers = Box<[Stream]>([])
    for _ in 0..<20 { Stream.connect(path: folder.path("bus"), on: loop) { callers.value.append(try! $0.get()) } }
    var fillers: [Int32] = []
    while case let filler = open("/dev/null", O_RDONLY), filler >= 0 { fillers.append(filler) }
    let before = clock()
    loop.run(for: 250)
    let used = Double(clock() - before) / Double(CLOCKS_PER_SEC)
    #expect(accepted.value.isEmpty)
    #expect(callers.value.count == 20, "the backlog takes them")
    #expect(used < 0.1, "spinning: \(used) s of CPU")
    for filler in fillers { close(filler) }
    loop.run(for: 300)
    #expect(accepted.value.count == 20)
    listener.close()
}
