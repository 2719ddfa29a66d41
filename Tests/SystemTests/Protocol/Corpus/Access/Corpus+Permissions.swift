extension Corpus {
    /// Publish rules.
    static let publishRules: [Script] = [
        user("bob", "b", "may publish what is allowed", "PUB req.a 1\nx\nPUB x.y.z 1\nx"),
        user("bob", "b", "may not publish anything else", "PUB foo 2\nok\nPUB req 1\nx\nPUB req.a.b 1\nx\nPUB x 1\nx"),
        user("bob", "b", "is told of each, and stays", "PUB foo 1\na\nPUB foo 1\nb\nPUB req.a 1\nc"),
        user("bob", "b", "may publish to star tokens that are allowed as such", "PUB req.* 1\nx\nPUB x.> 1\nx\nPUB * 1\nx\nPUB > 1\nx"),
        user("bob", "b", "may not publish to invalid subjects", "PUB .x 1\nx\nPUB x..a 1\nx\nPUB x. 1\nx"),
        user("bob", "b", "hears the subject quoted", "PUB fo\"o\\b\u{1}\u{7}\u{7f}'z 1\nx\nPUB é→ 1\nx"),
        user("bob", "b", "may name any reply", "PUB req.a secret.x 1\nx"),
        user("bob", "b", "loses the body of a refused message whole", "PUB foo 12\nSUB foo 1\r\nx\nPUB req.a 1\ny"),
        user("ns", "n", "may publish what is allowed and not denied", "PUB a.b 1\nx\nPUB baz.bar 1\nx"),
        user("ns", "n", "may not publish what is denied", "PUB SYS.1 1\nx\nPUB foo.bar 1\nx\nPUB bar.baz 1\nx\nPUB a 1\nx"),
        user("deny", "d", "may publish all but what is denied", "PUB no.a 1\nx\nPUB no.a.b 1\nx\nPUB no 1\nx\nPUB yes 1\nx"),
        user("hears", "h", "may publish all when only hearing is ruled", "PUB z 1\nx\nPUB > 1\nx"),
        user("says", "s", "may hear all when only publishing is ruled", "SUB z 1\nSUB > 2\nPUB a 1\nx\nPUB z 1\ny"),
        .says(
            "pedantic is heard before the refusal", as: .none, to: .ruled,
            #"CONNECT {"verbose":true,"pedantic":true,"user":"bob","pass":"b"}"# + "\nPUB foo.* 1\nx\nSUB foo..a 1"),
        .says(
            "a refused publish with headers", as: .none, to: .ruled,
            #"CONNECT {"verbose":true,"pedantic":false,"headers":true,"no_responders":true,"user":"bob","pass":"b"}"#
                + "\nHPUB foo r 12 14\nNATS/1.0\n\nok\nHPUB req.a 12 14\nNATS/1.0\n\nok"),
        .says(
            "a refused request is not answered 503", as: .none, to: .ruled,
            #"CONNECT {"verbose":false,"pedantic":false,"headers":true,"no_responders":true,"user":"bob","pass":"b"}"#
                + "\nSUB _INBOX.a 1\nPUB foo _INBOX.a 2\nok"),
    ]

    /// Subscribe rules.
    static let subscribeRules: [Script] = [
        user("bob", "b", "may not subscribe to anything else", "SUB foo 1\nSUB foo q 2\nSUB > 3\nSUB * 4\nSUB _INBOX 5"),
        user(
            "bob", "b", "may subscribe to what is allowed, wildcards too",
            "SUB _INBOX.abc 3\nSUB _INBOX.> 4\nSUB _INBOX.* 5\nSUB _INBOX.a q 6"),
        user("bob", "b", "may not subscribe to invalid subjects", "SUB foo. 1\nSUB _INBOX..a 2\nSUB _INBOX. 3\nSUB _INBOX.>.a 4"),
        user("bob", "b", "hears subject and queue quoted", "SUB a\"\\\u{7} q\"q 1"),
        user("bob", "b", "keeps the id free that was refused", "SUB foo 1\nSUB _INBOX.a 1\nUNSUB 1"),
        user("ns", "n", "is bound by allow and deny", "SUB foo.bar 1\nSUB foo.baz 2\nSUB foo.bar.baz 5\nSUB foo 6"),
        user("ns", "n", "may subscribe wider than a denial", "SUB foo.* 1"),
        user("ns", "n", "is bound by allowed queues", "SUB foo.baz q 6\nSUB foo.x q 7\nSUB foo.x zz 8"),
        user("deny", "d", "may not subscribe within a denial", "SUB secret.x 2\nSUB secret.* 4\nSUB sec.a 5\nSUB sec.a q 6"),
        user("deny", "d", "may subscribe beside and above a denial", "SUB > 1\nSUB *.x 5\nSUB sec.* 6\nSUB secret 7\nSUB secret.a.b 8"),
        user(
            "deny", "d", "does not hear what is denied",
            "SUB > 1\nSUB sec.* 6\nPUB secret.z 1\na\nPUB sec.a 1\nb\nPUB sec.b 1\nc\nPUB free 1\nd"),
        user("deny", "d", "is not counted what is denied", "SUB > 1\nUNSUB 1 1\nPUB secret.z 1\na\nPUB free 1\nb\nPUB free 1\nc"),
        user("queue", "q", "may join the queues that are allowed", "SUB foo 1\nSUB foo v1 2\nSUB foo v2 3\nSUB foo v2.x 4\nSUB foo v3 5"),
        user("queue", "q", "may join any queue but the denied one", "SUB bar 6\nSUB bar any 7\nSUB bar qd 8\nSUB baz 9"),
        .plays(
            "a queue passes over a member that may not hear the subject", with: .ruled,
            .connect("d"), .says("d", login("deny", "d", verbose: false) + "\nSUB > q 1"), .fence("d"),
            .connect("a"), .says("a", login("alice", "a", verbose: false) + "\nSUB secret.* q 1"), .fence("a"),
            .says("a", (0..<10).map { "PUB secret.x 1\n\($0)" }.joined(separator: "\n")), .fence("a"), .fence("d")),
        .plays(
            "one user's rules do not bind another", with: .ruled,
            .connect("b"), .says("b", login("bob", "b") + "\nSUB foo 1"), .fence("b"),
            .connect("a"), .says("a", login("alice", "a") + "\nSUB foo 1\nPUB foo 1\nx"), .fence("a")),
    ]

    static func user(_ name: String, _ password: String, _ what: String, _ lines: String) -> Script {
        .says("\(name) \(what)", as: .none, to: .ruled, login(name, password) + "\n" + lines)
    }
}
