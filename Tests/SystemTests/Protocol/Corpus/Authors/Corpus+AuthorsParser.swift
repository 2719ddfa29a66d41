extension Corpus {
    /// What the NATS authors test in their parser: what must fail, what must pass, and cuts in awkward places.
    static let authorsParser: [Script] = failing + passing + cut

    private static let failing: [Script] = [
        "xxx", "Px", "PIx", "PINx", "POx", "PONx", "+x", "+Ox", "-x", "-Ex", "-ERx", "-ERRx",
        "Cx", "COx", "CONx", "CONNx", "CONNEx", "CONNECx", "PUx", "PUBx",
        "PUB  \r\n", "PUB foo bar       \r\n", "PUB foo 2\r\nok \r\n", "PUB foo 2\r\nok\r \n",
        "Sx", "SUx", "SUBx", "SUB\r\n", "SUB foo\r\n", "SUB foo bar baz 22\r\n",
        "Ux", "UNx", "UNSx", "UNSUx", "UNSUBx", "UNSUBUNSUB 1\r\n", "UNSUB_UNSUB_UNSUB 2\r\n", "UNSUB_\t2\r\n",
        "UNSUB          \t       \r\n", "Ix", "INx", "INFx", "INFO  \r\n", "Hx", "HPx", "HPUx", "HPUBx", "M",
    ].map { text in
        .sends("authors: «\(visible(Array(text.utf8)))» fails", text, then: .closed)
    }

    private static let passing: [Script] =
        [
            "a 2", "a\t2", " a  2 ", "a b 2", "\ta\tb\t2\t", "\t \ta\t \t \tb\t \t2\t \t", "  a     02  ", "a   b  000000002",
        ].map { arguments in
            .says("authors: «PUB \(visible(Array(arguments.utf8)))» passes", "SUB a 1\nPUB \(arguments)\nok")
        }
        + [
            "a 2 4", "a\t2\t4", "  a  2   4 ", "a b 2 4", "\ta\tb\t2\t4\t", "\t \ta\t \t \tb\t \t2\t 4\t \t", "a 0 4", "a b 04 004",
        ].map { arguments in
            .says("authors: «HPUB \(visible(Array(arguments.utf8)))» passes", as: .headers, "SUB a 1\nHPUB \(arguments)\nabcd")
        }

    private static let cut: [Script] = [
        pieces("a subscription cut three times", ["SUB fo", "o ", "1", "\r\n", "PUB foo 1\r\nx\r\n"]),
        pieces("an unsubscription cut three times", ["SUB foo 1\r\nUN", "SUB", " ", "1", "\r", "\n", "PUB foo 1\r\nx\r\n"]),
        pieces("a publish cut everywhere", ["SUB a.b 1\r\nPU", "B a.", "b c.d 1", "1\r", "\nhello", " ", "world", "\r", "\n"]),
        pieces("a publish cut before its body", ["SUB foo 1\r\nPUB foo 11\r\n", "hello world\r\n"]),
        pieces("a publish cut after its body", ["SUB foo 1\r\nPUB foo 11\r\nhello world", "\r\n"]),
        pieces("a publish cut within CR LF", ["SUB foo 1\r\nPUB foo 11\r\nhello world\r", "\nPUB foo 2\r\nok\r\n"]),
        pieces("an empty publish cut within CR LF", ["SUB foo 1\r\nPUB foo 0\r\n\r", "\n"]),
        pieces(
            "a large publish in pieces",
            ["SUB foo 1\r\nPUB foo 20000\r\n"] + Array(repeating: String(repeating: "z", count: 2000), count: 10) + ["\r\n"]),
        pieces(
            "an hpub cut within its headers",
            ["CONNECT {\"headers\":true}\r\n", "SUB a 1\r\nHPUB a 12 1", "4\r\nNATS/", "1.0\r\n", "\r\nok", "\r\n"]),
        pieces("a connect cut within its body", ["CONNECT {\"verb", "ose\":tr", "ue}", "\r", "\n", "SUB a 1\r\n"]),
        pieces("a ping cut by letters", ["P", "I", "N", "G", "\r", "\nSUB a 1\r\n"], pings: 1),
        pieces("a pong cut by letters", ["P", "O", "N", "G", "\r", "\nSUB a 1\r\nPUB a 1\r\nx\r\n"]),
        pieces("+OK cut by letters", ["+", "O", "K", "\r", "\nSUB a 1\r\nPUB a 1\r\nx\r\n"]),
    ]

    private static func pieces(_ name: String, _ parts: [String], pings: Int = 0) -> Script {
        let sending = (["CONNECT {\"verbose\":false,\"pedantic\":false}\r\n"] + parts).flatMap { part -> [Script.Step] in
            [.sends("a", part), .pause(milliseconds: 4)]
        }
        let steps = [.connect("a")] + sending + [.fence("a", .asItCame, ownPings: pings)]
        return Script(name: "authors: \(name)", settings: .open, steps: steps)
    }
}
