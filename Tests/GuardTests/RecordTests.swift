import Testing

@Suite struct RecordTests {
    private static func trial(attempts: Int64 = 0) throws -> Trial {
        let transaction = try #require(Identifier(Array("42".utf8)[...]))
        var trial = Trial(transaction: transaction, previous: .a, slot: .b, deadline: 60)
        trial.attempts = attempts
        if attempts > 0 {
            trial.boot = try #require(Identifier(Array("0f1e2d3c-aaaa-bbbb-cccc-0123456789ab".utf8)[...]))
            trial.started = 123_456
        }
        return trial
    }

    private static func fallback(_ reason: String) -> Fallback {
        Fallback(transaction: .none, from: .b, to: .factory, reason: reason, boot: .none, at: 17, wall: 1_700_000_000)
    }

    /// Lines with a checksum that fits them.
    private func text(_ lines: [String]) -> [UInt8] {
        let body = Array(lines.map { $0 + "\n" }.joined().utf8)
        return body + Array("crc32 ".utf8) + Checksum.hexadecimal(Checksum.crc32(body[...])) + [0x0A]
    }

    @Test func `the checksum is everybody's CRC-32`() {
        #expect(Checksum.crc32(Array("123456789".utf8)[...]) == 0xCBF4_3926)
        #expect(Checksum.crc32([]) == 0)
        #expect(Checksum.hexadecimal(0x0004_3FA6) == Array("00043fa6".utf8))
    }

    @Test func `a trial is written as agreed with the journal`() throws {
        let lines = [
            "roost-trial 1", "transaction 42", "previous a", "slot b", "deadline 60", "attempts 0", "boot -", "started -", "crc32 ",
        ]
        let text = String(decoding: try Self.trial().text(kind: "trial"), as: UTF8.self)
        #expect(text.hasPrefix(lines.joined(separator: "\n")))
        #expect(text.count == lines.joined(separator: "\n").count + 9)
    }

    @Test(arguments: [0, 1, 7] as [Int64])
    func `what was written is read again`(attempts: Int64) throws {
        let trial = try Self.trial(attempts: attempts)
        #expect(try Trial(trial.text(kind: "trial"), kind: "trial") == trial)
        #expect(try Trial(trial.text(kind: "confirmed"), kind: "confirmed") == trial)
        let fallback = Self.fallback("its kernel was silent for 15 s")
        #expect(try Fallback(fallback.text) == fallback)
    }

    @Test func `every truncation counts as absent`() throws {
        let texts = [try Self.trial().text(kind: "trial"), try Self.trial(attempts: 1).text(kind: "trial")]
        for text in texts {
            for length in 0..<text.count {
                #expect(throws: RecordFlaw.self, "\(length) bytes") { try Trial(Array(text.prefix(length)), kind: "trial") }
            }
        }
        let fallback = Self.fallback("words").text
        for length in 0..<fallback.count { #expect(throws: RecordFlaw.self) { try Fallback(Array(fallback.prefix(length))) } }
    }

    @Test func `every flip of a single bit counts as absent`() throws {
        for attempts in [0, 1] as [Int64] {
            let text = try Self.trial(attempts: attempts).text(kind: "trial")
            for bit in 0..<text.count * 8 {
                var flipped = text
                flipped[bit / 8] ^= 1 << (bit % 8)
                #expect(throws: RecordFlaw.self, "bit \(bit)") { try Trial(flipped, kind: "trial") }
            }
        }
    }

    @Test func `sectors of another time, or of zeros, count as absent`() throws {
        let old = try Self.trial().text(kind: "trial")
        let new = try Self.trial(attempts: 1).text(kind: "trial")
        let same = zip(old, new).prefix { $0 == $1 }.count
        for cut in (same + 1)..<old.count {
            #expect(throws: RecordFlaw.self, "mixed at \(cut)") { try Trial(Array(new.prefix(cut) + old.dropFirst(cut)), kind: "trial") }
            let zeros = [UInt8](repeating: 0, count: new.count - cut)
            #expect(throws: RecordFlaw.self, "zeros from \(cut)") { try Trial(Array(new.prefix(cut) + zeros), kind: "trial") }
        }
    }

    @Test func `other kinds, versions and sizes are told apart`() throws {
        let trial = try Self.trial()
        #expect(throws: RecordFlaw.foreign) { try Trial(trial.text(kind: "trial"), kind: "confirmed") }
        #expect(throws: RecordFlaw.foreign) { try Trial(text(["roost-trial 2", "transaction 42"]), kind: "trial") }
        #expect(throws: RecordFlaw.tooLong) { try Trial([UInt8](repeating: 0x20, count: 4097), kind: "trial") }
        #expect(throws: RecordFlaw.torn) { try Trial([UInt8](repeating: 0x0A, count: 4096), kind: "trial") }
        #expect(throws: RecordFlaw.torn) { try Trial([], kind: "trial") }
    }

    @Test(arguments: [
        (2, "transaction"), (2, "transaction "), (2, "transaction a/b"), (2, "transaction \(String(repeating: "x", count: 65))"),
        (2, "Transaction 42"), (3, "previous c"), (3, "previous b"), (4, "slot factory"), (4, "slot b "), (5, "deadline 0"),
        (5, "deadline 3601"), (5, "deadline 060"), (5, "deadline +60"), (5, "deadline 60.0"), (5, "deadline 1000000000000000000000"),
        (6, "attempts -1"), (6, "attempts "), (7, "boot "), (8, "started x"), (8, "started"),
    ])
    func `a line that says something else is named`(number: Int, line: String) {
        var lines = ["roost-trial 1", "transaction 42", "previous a", "slot b", "deadline 60", "attempts 0", "boot -", "started -"]
        if line == "previous b" { lines[3] = "slot b" }
        lines[number - 1] = line
        let flaw = RecordFlaw.line(line == "previous b" ? 4 : number)
        #expect(throws: flaw) { try Trial(text(lines), kind: "trial") }
    }

    @Test func `lines that are missing or too many are refused`() {
        let lines = ["roost-trial 1", "transaction 42", "previous a", "slot b", "deadline 60", "attempts 0", "boot -", "started -"]
        #expect(throws: RecordFlaw.line(8)) { try Trial(text(Array(lines.dropLast())), kind: "trial") }
        #expect(throws: RecordFlaw.line(9)) { try Trial(text(lines + ["more 1"]), kind: "trial") }
        #expect(throws: RecordFlaw.line(9)) { try Trial(text(lines + [""]), kind: "trial") }
    }

    @Test func `a reason is one line of bounded length, whatever it was made of`() throws {
        let fallback = Self.fallback("two\nlines\u{7F}" + String(repeating: "ü", count: 4000))
        #expect(fallback.text.count < Record.limit)
        #expect(try Fallback(fallback.text) == fallback)
        #expect(fallback.reason.starts(with: Array("two lines ".utf8)))
    }
}
