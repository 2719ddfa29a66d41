extension Corpus {
    private static let block = "NATS/1.0\n\n"

    /// HPUB and HMSG.
    static let headers: [Script] = [
        .says("a message with headers arrives with headers", as: .headers, "SUB foo 1\nHPUB foo 12 14\n\(block)ok"),
        .says("a message with headers and a reply arrives so", as: .headers, "SUB foo 1\nHPUB foo r 12 14\n\(block)ok"),
        .says("headers without a body are a message", as: .headers, "SUB foo 1\nHPUB foo 12 12\n\(block)"),
        .says("header fields are passed on byte for byte", as: .headers, "SUB foo 1\nHPUB foo 31 33\nNATS/1.0\nA: 1\nB:  2 \nA:3\n\nok"),
        .says("what stands in the headers is not read", as: .headers, "SUB foo 1\nHPUB foo 2 2\nok"),
        .says("no header bytes at all make a plain message", as: .headers, "SUB foo 1\nHPUB foo 0 2\nok"),
        .says("no bytes at all make a plain message", as: .headers, "SUB foo 1\nHPUB foo 0 0\n"),
        .says("leading zeros of both sizes are passed on", as: .headers, "SUB foo 1\nHPUB foo 0012 0014\n\(block)ok"),
        .says("tabs and blanks separate the arguments of HPUB", as: .headers, "SUB foo 1\nHPUB \tfoo\t\tr 12\t 14 \t\n\(block)ok"),
        .says("HPUB without headers in connect ends the connection", "HPUB foo 12 14\n\(block)ok", then: .closed),
        .says("HPUB with header size above total ends the connection", as: .headers, "HPUB foo 20 14\nPING", then: .closed),
        .says("HPUB with a negative header size ends the connection", as: .headers, "HPUB foo -1 14\nPING", then: .closed),
        .says("HPUB with a negative total ends the connection", as: .headers, "HPUB foo 1 -14\nPING", then: .closed),
        .says("HPUB with a word for a size ends the connection", as: .headers, "HPUB foo x 14\nPING", then: .closed),
        .says("HPUB with one size ends the connection", as: .headers, "HPUB foo 14\nPING", then: .closed),
        .says("HPUB with five arguments ends the connection", as: .headers, "HPUB foo a b 1 1\nx", then: .closed),
        .says("HPUB with nothing but a blank ends the connection", as: .headers, "HPUB \nPING", then: .closed),
        .says("HPUB above max_payload is refused at once", as: .headers, "HPUB foo 12 1048577", then: .closed),
        .says("HPUB with ten digits ends the connection", as: .headers, "HPUB foo 0000000012 14\n\(block)ok", then: .closed),
        .says("HPUB with a body too short ends the connection", as: .headers, "SUB foo 1\nHPUB foo 12 15\n\(block)ok\nPING", then: .closed),
        .says(
            "HPUB in verbose is confirmed before its delivery", as: .none, "CONNECT {\"headers\":true}\nSUB a 1\nHPUB a 12 14\n\(block)ok"),
        .says(
            "HPUB with a wildcard in pedantic is complained about", as: .none,
            "CONNECT {\"headers\":true,\"verbose\":false}\nSUB > 1\nHPUB foo.* 12 14\n\(block)ok"),
        .plays(
            "who knows no headers gets the body alone",
            .connect("b"), .greets("b", .quiet), .says("b", "SUB a 1\nSUB a q 2"), .fence("b"),
            .connect("a"), .greets("a", .headers), .says("a", "HPUB a 12 14\n\(block)ok\nHPUB a r 12 12\n\(block)"), .fence("a"),
            .fence("b")),
        .plays(
            "who knows headers gets them, plain messages stay plain",
            .connect("b"), .greets("b", .headers), .says("b", "SUB a 1"), .fence("b"),
            .connect("a"), .greets("a", .headers), .says("a", "HPUB a 12 14\n\(block)ok\nPUB a 2\nok"), .fence("a"), .fence("b")),
        .plays(
            "a header subscriber hears a sender without headers",
            .connect("b"), .greets("b", .headers), .says("b", "SUB a 1"), .fence("b"),
            .connect("a"), .greets("a", .quiet), .says("a", "PUB a r 2\nok"), .fence("a"), .fence("b")),
    ]
}
