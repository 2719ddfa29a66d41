import Testing

@testable import PowerCut

struct TraceReaderTests {
    private func calls(_ log: String) throws -> [TracedCall] {
        var calls: [TracedCall] = []
        try TraceReader.read(Array(log.utf8)) { calls.append($0) }
        return calls
    }

    @Test func `a call is its name, its arguments and its result`() throws {
        let call = try #require(
            try calls(#"12  openat(AT_FDCWD<\x2f\x61>, "\x62\x63", O_RDWR|O_CREAT, 0644) = 3<\x2f\x61\x2f\x62\x63>"#).first)
        #expect((call.thread, call.name, call.arguments.count) == (12, "openat", 4))
        #expect(call.arguments[0].path == "/a")
        #expect(call.arguments[1].string == "bc")
        #expect(call.arguments[2].has("O_CREAT") && !call.arguments[2].has("O_RD"))
        #expect(call.arguments[3].number == 0o644)
        #expect((call.value, call.result.path) == (3, "/a/bc"))
    }

    @Test func `what failed or never returned has no value`() throws {
        let log = """
            1 unlink("\\x61")                    = -1 ENOENT (No such file or directory)
            1 exit_group(0)                     = ?
            1 +++ exited with 0 +++
            """
        #expect(try calls(log).map(\.value) == [nil, nil])
    }

    @Test func `calls torn apart by other threads are joined, and know when they began`() throws {
        let log = """
            1 fsync(3<\\x2f\\x61> <unfinished ...>
            2 pwrite64(4<\\x2f\\x62>, "\\x01\\x02", 2, 8192 <unfinished ...>
            1 <... fsync resumed>)              = 0
            2 <... pwrite64 resumed>)           = 2
            """
        let found = try calls(log)
        #expect(found.map(\.name) == ["fsync", "pwrite64"])
        #expect(found.map(\.began) == [1, 2])
        #expect(found.map(\.ended) == [3, 4])
        #expect(found[1].arguments.map(\.number) == [4, nil, 2, 8192])
        #expect(found[1].arguments[1].bytes == [1, 2])
    }

    @Test func `strings of a vector are one after the other`() throws {
        let call = try calls(#"1 writev(3<\x61>, [{iov_base="\x61\x62", iov_len=2}, {iov_base="\x63", iov_len=1}], 2) = 3"#)[0]
        #expect(call.arguments.count == 3)
        #expect(call.arguments[1].string == "abc")
    }

    @Test func `a string that strace cut short is no string`() throws {
        #expect(try calls(#"1 write(3<\x61>, "\x61\x62"..., 200) = 200"#)[0].arguments[1].bytes == nil)
    }

    @Test func `a number may be hexadecimal and negative`() throws {
        #expect(try calls("1 f(0x1f, -100, 0, 10, NULL) = 0xa")[0].arguments.map(\.number) == [31, -100, 0, 10, nil])
    }

    @Test(arguments: ["no line", "1 write(3", "1 write", "1 <... write resumed", #"1 write(3, "\x61) = 1"#])
    func `whatever is no line of strace ends the reading`(_ line: String) {
        if line.contains("resumed") {
            #expect((try? calls(line))?.isEmpty == true, "the end of a call that nobody asked for")
        } else {
            #expect(throws: RecordingError.self) { try calls(line) }
        }
    }

    @Test func `a change that began and never ended ends the reading`() {
        #expect(throws: RecordingError.self) { try calls("1 write(3<\\x61>, \"\\x61\", 1 <unfinished ...>\n1 +++ killed by SIGKILL +++") }
    }
}
