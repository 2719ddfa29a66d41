extension BusSettings {
    /// The rules of the authors' own authorization tests.
    static let authors = BusSettings(users: [
        User(name: "alice", password: "foo", publish: Rule(allow: [">"]), subscribe: Rule(allow: [">"])),
        User(name: "bob", password: "foo", publish: Rule(allow: ["req.foo", "req.bar"]), subscribe: Rule(allow: ["_INBOX.*"])),
        User(name: "joe", password: "foo", publish: Rule(allow: ["SANDBOX.*"]), subscribe: Rule(allow: ["PUBLIC.>", "_INBOX.>"])),
        User(
            name: "ns", password: "foo", publish: Rule(allow: ["*.*"], deny: ["SYS.*", "bar.baz", "foo.*"]),
            subscribe: Rule(allow: ["foo.*", "SYS.TEST.>"], deny: ["foo.baz", "SYS.*"])),
        User(name: "ns-pub", password: "foo", publish: Rule(allow: ["foo.baz"]), subscribe: Rule(allow: ["foo.baz"])),
        User(name: "svca", password: "foo", subscribe: Rule(allow: ["my.service.req"]), responses: Responses(max: 1, milliseconds: 60_000)),
        User(name: "svcb", password: "foo", subscribe: Rule(allow: ["my.service.req"]), responses: Responses(max: 10, milliseconds: 200)),
    ])

    /// One rule for subscriptions and queues, as in the authors' table.
    static func subscriber(allow: [String] = [], deny: [String] = []) -> BusSettings {
        BusSettings(users: [User(name: "u", password: "p", subscribe: Rule(allow: allow, deny: deny))])
    }
}

extension Corpus {
    /// What the NATS authors test of users and their rules.
    static let authorsUsers: [Script] =
        [
            user("alice", "may do anything", "PUB foo 2\nok\nSUB foo 1\nPUB _ 2\nok"),
            user("bob", "asks and hears answers", "SUB foo 1\nPUB foo 2\nok\nSUB _INBOX.abcd 1\nPUB req.foo 2\nok\nPUB req.bar 2\nok"),
            user(
                "joe", "plays in the sandbox",
                "SUB foo.bar.* 1\nPUB foo.bar.baz 2\nok\nSUB _INBOX.abcd 1\nSUB PUBLIC.abcd 1\nPUB SANDBOX.foo 2\nok\nPUB SANDBOX.bar 2\nok\nPUB SANDBOX.foo.bar 2\nok"
            ),
            user(
                "ns", "publishes within allow and deny",
                "PUB SANDBOX.foo 2\nok\nPUB baz.bar 2\nok\nPUB baz.foo 2\nok\nPUB foo 2\nok\nPUB bar 2\nok\nPUB foo.bar 2\nok\nPUB foo.bar.baz 2\nok\nPUB SYS.1 2\nok"
            ),
            user("ns", "subscribes within allow and deny", "SUB foo.bar 1\nSUB foo.foo 1\nSUB foo 1\nSUB foo.baz 1\nSUB foo.baz 1"),
            user("ns", "subscribes below the system", "SUB foo.bar 1\nSUB foo.bar.baz 2\nSUB > 3\nSUB SYS.TEST.foo 5\nSUB SYS.bar 5"),
            .plays(
                "authors: a denied subject does not come through a wider subscription, and a queue goes around", with: .authors,
                .connect("c"), .says("c", login("ns", "foo") + "\nSUB foo.* 1\nSUB foo.* bar 2"), .fence("c"),
                .connect("n"), .says("n", login("ns-pub", "foo") + "\nPUB foo.baz 2\nok"), .fence("n"), .fence("c"),
                .says("n", "SUB foo.baz bar 2\n" + Array(repeating: "PUB foo.baz 2\nok", count: 20).joined(separator: "\n")),
                .fence("n"), .fence("c")),
            .plays(
                "authors: a service answers once", with: .authors,
                .connect("r"), .says("r", login("alice", "foo")), .fence("r"),
                .connect("s"), .says("s", login("svca", "foo") + "\nSUB my.service.req 1"), .fence("s"),
                .says("r", "PUB my.service.req resp.bar.22 2\nok"), .fence("r"), .fence("s"),
                .says("s", "PUB resp.bar.22 2\nok\nPUB resp.bar.33 2\nok\nPUB resp.bar.22 2\nok"), .fence("s")),
            .plays(
                "authors: a stream service answers ten times, and not too late", with: .authors,
                .connect("r"), .says("r", login("alice", "foo")), .fence("r"),
                .connect("s"), .says("s", login("svcb", "foo") + "\nSUB my.service.req 1"), .fence("s"),
                .says("r", "PUB my.service.req resp.bar.22 2\nok"), .fence("r"), .fence("s"),
                .says("s", "PUB resp.bar.33 2\nok\n" + Array(repeating: "PUB resp.bar.22 2\nok", count: 11).joined(separator: "\n")),
                .fence("s"), .says("r", "PUB my.service.req resp.bar.11 2\nok"), .fence("r"), .fence("s"),
                .pause(milliseconds: 400), .says("s", "PUB resp.bar.11 2\nok"), .fence("s")),
        ]
        + queueTable.map { row in
            .says(
                "authors: allow \(row.allow) and deny \(row.deny) judge «\(row.subscription)»", as: .none,
                to: .subscriber(allow: row.allow, deny: row.deny), login("u", "p") + "\nSUB \(row.subscription) 1")
        }

    private static let queueTable: [(allow: [String], deny: [String], subscription: String)] = [
        (["foo"], [], "foo"), (["foo bar"], [], "foo bar"), (["foo bar.*"], [], "foo bar.fizz"),
        (["> bar.>"], [], "whizz bar.bang"), (["> bar.>"], [], "whizz"), ([">"], ["foo"], "foo bar"), ([">"], ["foo"], "bar"),
        ([">"], [">"], "foo bar"), (["> v1.>"], [], "foo v1.prod"), ([">"], ["> >"], "foo"), ([], ["> >"], "foo bar"),
        ([], ["> *.dev", "> *.stg"], "foo bar"), (["> *.dev", "> *.stg"], [], "foo bar"), ([], ["foo >"], "foo bar"),
        (["foo bar"], [], "foo fizz"), (["foo"], [], "foo bar"),
    ]

    private static func user(_ name: String, _ what: String, _ lines: String) -> Script {
        .says("authors: \(name) \(what)", as: .none, to: .authors, login(name, "foo") + "\n" + lines)
    }
}
