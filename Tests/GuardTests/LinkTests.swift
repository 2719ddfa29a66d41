import Testing

@Suite struct LinkTests {
    private func line(_ text: String) -> KernelLine? { KernelLine(Array(text.utf8)[...]) }

    @Test func `a kernel says four things`() throws {
        #expect(line("beat") == .beat)
        #expect(line("ready") == .ready)
        #expect(line("restart") == .restart)
        #expect(line("confirm 42") == .confirm(try #require(Identifier(Array("42".utf8)[...]))))
        #expect(line("confirm") == .confirm(.none))
        #expect(line("confirm -") == .confirm(.none))
    }

    @Test(arguments: ["", "beat ", "Beat", "beats", "confirm ", "confirm a b", "confirmed 42", "confirm a/b", "ready\r"])
    func `and nothing else`(_ text: String) { #expect(line(text) == nil) }

    @Test func `lines are whole whatever pieces they come in`() {
        let text = Array("beat\nready\n\nconfirm 7\n".utf8)
        for size in 1...text.count {
            var buffer = LineBuffer()
            var lines: [[UInt8]?] = []
            for start in stride(from: 0, to: text.count, by: size) { lines += buffer.take(text[start..<min(start + size, text.count)]) }
            #expect(lines == [Array("beat".utf8), Array("ready".utf8), [], Array("confirm 7".utf8)])
        }
    }

    @Test func `a line that is too long is dropped, told, and the next one is heard`() {
        var buffer = LineBuffer()
        #expect(buffer.take([UInt8](repeating: 0x78, count: 100_000)[...]) == [])
        #expect(buffer.take(Array("beat\nbeat\n".utf8)[...]) == [nil, Array("beat".utf8)])
        let longest = [UInt8](repeating: 0x78, count: LineBuffer.limit)
        #expect(buffer.take((longest + [0x0A])[...]) == [longest])
        #expect(buffer.take((longest + [0x78, 0x0A])[...]) == [nil])
    }
}
