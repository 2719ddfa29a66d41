import EventLoop
import Glibc
import Testing

@Suite struct StreamWritingTests {
    let loop = Loop.forTest()

    @Test func `tryWrite takes what goes at once, gathered from several buffers`() throws {
        let (stream, peer) = try Peer.pair(on: loop)
        #expect(try tryWrite(stream, ["PUB a ", "2\r\n", "hi\r\n"]) == 13)
        #expect(peer.receive() == "PUB a 2\r\nhi\r\n")
        #expect(try stream.tryWrite(UnsafeBufferPointer(start: nil, count: 0)) == 0)
    }

    @Test func `tryWrite to a full socket takes a part, then nothing; write brings the rest in order`() throws {
        let (stream, peer) = try Peer.pair(on: loop)
        let bytes = (0..<1 << 20).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        let taken = try write(some: bytes, to: stream)
        #expect(taken > 0 && taken < bytes.count)
        #expect(try write(some: bytes, to: stream) == 0)
        let done = Box(false)
        stream.write(Array(bytes[taken...])) { error in
            #expect(error == nil)
            done.value = true
        }
        #expect(try write(some: bytes, to: stream) == 0, "must not overtake what is pending")
        let received = try receiveAll(from: peer, closing: stream) { done.value }
        #expect(received == bytes)
    }

    @Test func `one mebibyte in many writes arrives intact`() throws {
        let (stream, peer) = try Peer.pair(on: loop)
        let bytes = (0..<1 << 20).map { UInt8(truncatingIfNeeded: $0 &* 7919 >> 5) }
        let ended = Box(0)
        for start in stride(from: 0, to: bytes.count, by: 10_007) {
            stream.write(Array(bytes[start..<min(start + 10_007, bytes.count)])) { _ in ended.value += 1 }
        }
        #expect(try receiveAll(from: peer, closing: stream) { ended.value == 105 } == bytes)
    }

    @Test func `memory given to write is read until then is called`() throws {
        let (stream, peer) = try Peer.pair(on: loop)
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 1)
        memory.initializeMemory(as: UInt8.self, repeating: 9)
        let isDone = Box(false)
        stream.write([UnsafeRawBufferPointer(rebasing: memory[..<10]), UnsafeRawBufferPointer(rebasing: memory[10...])]) { _ in
            memory.deallocate()
            isDone.value = true
        }
        let received = try receiveAll(from: peer, closing: stream) { isDone.value }
        #expect(received.count == 1 << 20 && received.allSatisfy { $0 == 9 })
    }

    @Test func `closing cancels pending writes, each told once, before the close's then`() throws {
        let (stream, peer) = try Peer.pair(on: loop)
        let told = Box<[String]>([])
        for _ in 0..<2 { stream.write([UInt8](repeating: 1, count: 4 << 20)) { told.value.append($0?.name ?? "done") } }
        stream.close { told.value.append("closed") }
        stream.close { told.value.append("closed again") }
        #expect(told.value.isEmpty, "nothing is told from within close")
        loop.run(within: 10_000)
        #expect(told.value.filter { $0 == "ECANCELED" }.count == 2)
        #expect(Set(told.value) == ["ECANCELED", "closed", "closed again"])
        withExtendedLifetime(peer) {}
    }

    @Test func `writing to a closed stream is canceled, later`() throws {
        let (stream, _) = try Peer.pair(on: loop)
        stream.close()
        let told = Box<UVError?>(nil)
        stream.write([1]) { told.value = $0 }
        #expect(told.value == nil)
        loop.run(within: 10_000)
        #expect(told.value == .canceled)
        #expect(throws: UVError.badDescriptor) { try tryWrite(stream, ["x"]) }
    }

    @Test func `a peer that hung up breaks the pipe, not the process`() throws {
        let (stream, peer) = try Peer.pair(on: loop)
        shutdown(peer.descriptor, Int32(SHUT_RDWR))
        #expect(throws: UVError.brokenPipe) { try tryWrite(stream, ["x"]) }
        let told = Box<UVError?>(nil)
        stream.write([1]) { told.value = $0 }
        loop.run(within: 10_000)
        #expect(told.value == .brokenPipe)
    }

    private func tryWrite(_ stream: Stream, _ texts: [String]) throws -> Int {
        let copies = texts.map { strdup($0) }
        defer {
            for copy in copies { free(copy) }
        }
        let parts = zip(copies, texts).map { Stream.Part($0, count: $1.utf8.count) }
        return try parts.withUnsafeBufferPointer { try stream.tryWrite($0) }
    }

    private func write(some bytes: [UInt8], to stream: Stream) throws -> Int {
        try bytes.withUnsafeBytes { memory in
            let part = Stream.Part(memory.baseAddress, count: memory.count)
            return try withUnsafePointer(to: part) { try stream.tryWrite(UnsafeBufferPointer(start: $0, count: 1)) }
        }
    }

    /// Reads the peer's end on the same loop, and closes the stream once all is written.
    private func receiveAll(from peer: Peer, closing stream: Stream, when isWritten: @escaping () -> Bool) throws -> [UInt8] {
        let received = Box<[UInt8]>([])
        let other = try Stream.adopt(dup(peer.descriptor), on: loop)
        other.read { event in
            if case .bytes(let bytes) = event { received.value.append(contentsOf: bytes) }
        }
        let watch = Box<Timer?>(nil)
        watch.value = Timer(on: loop) {
            guard isWritten() else { return }
            stream.close()
            watch.value = nil
        }
        watch.value?.start(after: 1, repeating: 1)
        loop.run(within: 10_000)
        return received.value
    }
}
