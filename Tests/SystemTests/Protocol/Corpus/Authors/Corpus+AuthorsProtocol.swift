extension Corpus {
    /// What the NATS authors test at a connection, told in our words.
    static let authorsProtocol: [Script] = [
        .plays(
            "authors: basics",
            .connect("a"), .greets("a", .quiet), .fence("a"),
            .says("a", "SUB foo 1\nPUB foo 5\nhello"), .await("a", frames: 1),
            .says("a", "SUB * 2\nPUB foo 2\nok"), .fence("a", .anyOrder)),
        .says("authors: a hundred messages against a maximum of two", "SUB foo 22\nUNSUB 22 2\n" + pubs(100)),
        .says("authors: a hundred messages to two queue members", "SUB foo qgroup1 22\nSUB foo qgroup1 32\n" + pubs(100), then: .anyMember),
        .says(
            "authors: a hundred messages to two groups", "SUB foo g1 1\nSUB foo g1 2\nSUB foo g2 3\nSUB foo g2 4\n" + pubs(100),
            then: .anyMember),
        .says(
            "authors: a corrupted message swallows the next and breaks the protocol",
            "PUB example 10000\n\(fill("A", 10_000))\nPUB example 10000\n\(fill("A", 10_000))\nPUB example 10000\n"
                + "\(fill("B", 3371))PUB example 10000\n\(fill("C", 10_000))",
            then: .closed),
        .says("authors: a publish line beyond all limits", to: .narrow, "PUB foo " + fill("2222222222", 32), then: .closed),
        .plays(
            "authors: verbose, step by step",
            .connect("a"), .greets("a", .verbose), .await("a", frames: 1), .says("a", "PUB foo 2\nok"), .await("a", frames: 1),
            .says("a", "SUB foo 1"), .await("a", frames: 1), .says("a", "UNSUB 1"), .await("a", frames: 1),
            .says("a", "CONNECT {\"verbose\":true,\"pedantic\":true,\"tls_required\":false}"), .await("a", frames: 1), .fence("a")),
        .plays(
            "authors: pedantic subscriptions, step by step",
            .connect("a"), .greets("a", .pedantic), .fence("a"), .says("a", "SUB foo. 1"), .await("a", frames: 1),
            .says("a", "SUB .foo. 1"), .await("a", frames: 1), .says("a", "SUB foo..bar 1"), .await("a", frames: 1),
            .says("a", "SUB foo.>.bar 1"), .await("a", frames: 1), .fence("a")),
        .plays(
            "authors: pedantic publishing, step by step",
            .connect("a"), .greets("a", .pedantic), .fence("a"), .says("a", "PUB foo.* 2\nok"), .await("a", frames: 1),
            .says("a", "PUB foo.> 2\nok"), .await("a", frames: 1), .says("a", "PUB foo. 2\nok"), .await("a", frames: 1),
            .says("a", "PUB .foo 2\nok"), .await("a", frames: 1), .says("a", "PUB foo..* 2\nok"), .await("a", frames: 1), .fence("a")),
        .says("authors: a payload above a small maximum, in 31 bits", to: .narrow, "PUB foo 199380988", then: .closed),
        .says("authors: a payload above 64 bits", to: .narrow, "PUB foo 18446744073709551615123", then: .closed),
        .says("authors: a payload of 64 digits", "PUB foo 3333333333333333333333333333333333333333333333333333333333333333", then: .closed),
        .says("authors: two tokens published do not match one token subscribed", "SUB foo 1\nPUB foo.bar 2\nok"),
        .says(
            "authors: wildcard letters within tokens, twice",
            "SUB foo.bar,*,>,baz 1\nPUB foo.bar,*,>,baz 3\nmsg\nUNSUB 1\nSUB foo.bar,*,>,baz 2\nPUB foo.bar,*,>,baz 3\nmsg"),
        .says("authors: exactly the maximum was received", "SUB foo 1\nUNSUB 1 10\n" + pubs(10)),
        .says("authors: unsubscribe after an auto-unsubscribe", "SUB foo 1\nUNSUB 1 1\nPUB foo 2\nok\nUNSUB 1\nPUB foo 2\nok"),
        .plays(
            "authors: subscriptions go with a disconnect",
            .connect("a"), .greets("a", .quiet), .says("a", "SUB foo 1\nSUB bar 2\nSUB foo 3"), .fence("a"), .leave("a"),
            .connect("b"), .greets("b", .quiet), .says("b", "PUB foo 1\nx\nPUB bar 1\nx\nSUB foo 1\nPUB foo 1\ny"), .fence("b")),
        .plays(
            "authors: a queue without echo never chooses the sender",
            .connect("b"), .greets("b", .quiet), .says("b", "SUB foo bar 9"), .fence("b"),
            .connect("a"), .greets("a", .noEcho), .says("a", "SUB foo bar 1\nSUB foo bar 2\nSUB foo bar 3\n" + pubs(20)), .fence("a"),
            .fence("b")),
    ]

    static func pubs(_ count: Int) -> String { Array(repeating: "PUB foo 2\nok", count: count).joined(separator: "\n") }

    private static func fill(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
}
