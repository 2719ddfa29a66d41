extension BusSettings {
    static let narrow = BusSettings(maxPayload: 10, maxControlLine: 64)
}

extension Corpus {
    /// max_payload and max_control_line.
    static let limits: [Script] = [
        .says("info tells the largest payload", as: .none, to: .narrow, "PING", then: .afterPings(1)),
        .says("the largest payload passes", to: .narrow, "SUB a 1\nPUB a 10\n0123456789"),
        .says("one byte more does not", to: .narrow, "SUB a 1\nPUB a 11\n01234567890\nPING", then: .closed),
        .says("headers count as payload", as: .none, to: .narrow, "CONNECT {\"headers\":true}\nHPUB a 10 11\n0123456789x", then: .closed),
        .says(
            "headers and body within the limit pass", as: .none, to: .narrow, "CONNECT {\"headers\":true}\nSUB a 1\nHPUB a 9 10\n012345678x"
        ),
        .says("arguments of exactly the limit pass", as: .none, to: .narrow, "SUB \(word(62)) 1"),
        .says("arguments one byte longer do not", as: .none, to: .narrow, "SUB \(word(63)) 1\nPING", then: .closed),
        .says("blanks before the arguments do not count", as: .none, to: .narrow, "SUB \(String(repeating: " ", count: 100))a 1"),
        .says("blanks after the arguments do count", as: .none, to: .narrow, "SUB a 1\(String(repeating: " ", count: 100))", then: .closed),
        .says("a publish of exactly the limit passes", as: .none, to: .narrow, "PUB \(word(60)) 002\nok"),
        .says("a publish one byte longer does not", as: .none, to: .narrow, "PUB \(word(61)) 002\nok", then: .closed),
        .says(
            "an hpub that is too long does not", as: .none, to: .narrow, "CONNECT {\"headers\":true}\nHPUB \(word(61)) 2 2\nok",
            then: .closed),
        .says("an unsub that is too long does not", as: .none, to: .narrow, "UNSUB \(word(65))", then: .closed),
        .says("a connect that is too long does not", as: .none, to: .narrow, "CONNECT {\"name\":\"\(word(60))\"}", then: .closed),
        .says("an -ERR that is too long is told", as: .none, to: .narrow, "-ERR \(word(65))", then: .closed),
        .says("an INFO that is too long is told", as: .none, to: .narrow, "INFO \(word(65))", then: .closed),
        .says("a ping of any length passes", as: .none, to: .narrow, "PING\(word(200))\nPONG \(word(200))", then: .afterPings(1)),
        .says(
            "what came before a line too long is answered", as: .none, to: .narrow, "SUB a 1\nPUB a 1\nx\nSUB \(word(80)) 2", then: .closed),
        .plays(
            "a line that never ends is cut off", with: .narrow,
            .connect("a"), .sends("a", "SUB \(word(200))"), .untilClosed("a")),
        .says("the usual longest arguments pass", "SUB \(word(4094)) 1\nPUB \(word(4094)) 1\nx"),
        .says("one byte more than the usual does not", "SUB \(word(4095)) 1\nPING", then: .closed),
        .says("a connect longer than 4096 does not", as: .none, "CONNECT {\"name\":\"\(word(4090))\"}", then: .closed),
        .says("a connect of 4096 does", as: .none, "CONNECT {\"name\":\"\(word(4085))\"}"),
        .plays(
            "a wide subject in many small pieces passes",
            .connect("a"), .sends("a", "SUB \(word(1000))"), .pause(milliseconds: 5), .sends("a", word(1000)),
            .pause(milliseconds: 5), .sends("a", " 1\r\nPUB \(word(2000)) 1\r\n"), .pause(milliseconds: 5), .sends("a", "x\r\n"),
            .fence("a")),
        .says("a mebibyte passes", "SUB a 1\nPUB a 1048576\n\(word(1_048_576))"),
        .says("a mebibyte with headers passes", as: .headers, "SUB a 1\nHPUB a 12 1048576\nNATS/1.0\n\n\(word(1_048_564))"),
        .says(
            "ten times a hundred kilobytes pass",
            "SUB a 1\nSUB * 2\n" + String(repeating: "PUB a 100000\n\(word(100_000))\n", count: 10) + "PING", then: .afterPings(1)),
    ]

    private static func word(_ length: Int) -> String { String(repeating: "a", count: length) }
}
