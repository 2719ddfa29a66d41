import EventLoop
import Glibc
import Testing

@Suite struct StreamReadingTests {
    let loop = Loop.forTest()
    let heard = Box<[String]>([])

    @Test func `what is sent in pieces is echoed whole`() throws {
        let (stream, peer) = try Peer.pair(on: loop)
        stream.read { [heard, unowned stream] event in
            heard.value.append(event.text)
            if case .bytes(let bytes) = event { stream.write([UInt8](bytes)) }
        }
        let pieces = Box(["PU", "B a 2\r", "\nhi\r\n"])
        let sender = Box<Timer?>(nil)
        sender.value = Timer(on: loop) {
            guard pieces.value.isEmpty else {
                peer.send(pieces.value.removeFirst())
                return
            }
            peer.endWriting()
            sender.value = nil
        }
        sender.value?.start(after: 1, repeating: 2)
        loop.run(within: 10_000)
        #expect(heard.value.joined() == "PUB a 2\r\nhi\r\n<end>")
        #expect(peer.receive() == "PUB a 2\r\nhi\r\n")
    }

    @Test func `closing within a read ends it: nothing more is heard`() throws {
        let (stream, peer) = try Peer.pair(on: loop)
        stream.readLimit = 4
        stream.read { [heard, unowned stream] event in
            heard.value.append(event.text)
            stream.close()
        }
        peer.send("12345678")
        loop.run(within: 10_000)
        #expect(heard.value == ["1234"])
        #expect(stream.isClosed)
    }

    @Test func `the last owner may let go within a read`() throws {
        let (stream, peer) = try Peer.pair(on: loop)
        let owner = Box<Stream?>(stream)
        stream.read { [heard, owner] event in
            owner.value = nil
            heard.value.append(event.text)
        }
        peer.send("once")
        weak let weakly = stream
        drop(consume stream)
        loop.run(within: 10_000)
        #expect(heard.value == ["once"])
        #expect(weakly == nil)
    }

    @Test func `a paused stream hears nothing until it is resumed, and pausing twice is once`() throws {
        let (stream, peer) = try Peer.pair(on: loop)
        stream.read { [heard, loop] event in
            heard.value.append(event.text)
            loop.stop()
        }
        stream.pauseReading()
        stream.pauseReading()
        peer.send("hi")
        loop.run(for: 30)
        #expect(heard.value.isEmpty)
        stream.resumeReading()
        stream.resumeReading()
        loop.run(within: 10_000)
        #expect(heard.value == ["hi"])
        stream.close()
    }

    @Test func `pausing within a read leaves the rest for later`() throws {
        let (stream, peer) = try Peer.pair(on: loop)
        stream.readLimit = 2
        stream.read { [heard, unowned stream] event in
            heard.value.append(event.text)
            stream.pauseReading()
        }
        peer.send("abcd")
        peer.endWriting()
        for expected in [["ab"], ["ab", "cd"], ["ab", "cd", "<end>"]] {
            stream.resumeReading()
            loop.run(within: 10_000)
            #expect(heard.value == expected)
        }
        stream.resumeReading()
        loop.run(within: 10_000)
        #expect(heard.value.count == 3, "nothing follows the end")
    }

    @Test func `a flooder has one buffer a turn, so a quiet peer is heard in between`() throws {
        let (flooded, flooder) = try Peer.pair(on: loop)
        let (quiet, speaker) = try Peer.pair(on: loop)
        flooded.readLimit = 1024
        let turn = Box(0)
        let reads = Box<[Int: Int]>([:])
        let hasSpoken = Box(false)
        loop.atTurnEnd { count() }
        func count() {
            turn.value += 1
            if turn.value < 60 { loop.atTurnEnd(count) } else { loop.stop() }
        }
        flooded.read { _ in
            reads.value[turn.value, default: 0] += 1
            guard turn.value >= 10, !hasSpoken.value else { return }
            hasSpoken.value = true
            speaker.send("hello")
        }
        quiet.read { [heard] event in heard.value.append("\(event.text) in \(turn.value)") }
        flooder.flood(100_000)
        loop.run(within: 10_000)
        #expect(reads.value.count > 15)
        #expect(reads.value.values.allSatisfy { $0 <= 1 }, "more than one read in a turn: \(reads.value)")
        #expect(heard.value.count == 1)
        loop.close()
    }

    @Test func `a broken connection is told as its error`() throws {
        let accepted = Box<Stream?>(nil)
        let listener = try Listener.tcp(host: "127.0.0.1", port: 0, on: loop) { [heard, loop] stream in
            accepted.value = stream
            stream.write([1])
            stream.read {
                heard.value.append($0.text)
                loop.stop()
            }
        }
        let caller = Box<Stream?>(nil)
        Stream.connect(host: "127.0.0.1", port: listener.port, on: loop) { caller.value = try? $0.get() }
        // A peer that closes before it has read what was sent resets the connection.
        let closer = Timer(on: loop) { caller.value = nil }
        closer.start(after: 20)
        loop.run(within: 10_000)
        #expect(heard.value == ["<ECONNRESET>"])
        accepted.value = nil
        loop.close()
    }

    @Test func `what is neither a stream socket nor a pipe is refused, and closed`() throws {
        for path in ["/dev/null", "/etc/passwd"] {
            let descriptor = open(path, O_RDONLY)
            #expect(throws: UVError.invalidArgument) { try Stream.adopt(descriptor, on: loop) }
        }
        #expect(throws: UVError.badDescriptor) { try Stream.adopt(-1, on: loop) }
        let datagrams = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        #expect(throws: UVError.invalidArgument) { try Stream.adopt(datagrams, on: loop) }
    }

    @Test func `a pipe's reading end is a stream too`() throws {
        var ends: [Int32] = [-1, -1]
        pipe(&ends)
        let stream = try Stream.adopt(ends[0], on: loop)
        stream.read { [heard] in heard.value.append($0.text) }
        _ = write(ends[1], "log", 3)
        close(ends[1])
        loop.run(within: 10_000)
        #expect(heard.value.joined() == "log<end>")
    }
}

private func drop(_: consuming Stream) {}
