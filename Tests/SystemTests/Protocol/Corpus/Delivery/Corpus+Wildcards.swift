extension Corpus {
    /// Which subscriptions a message reaches, and in which order within one connection.
    static let wildcards: [Script] = [
        .says("a star stands for one token", "SUB * 1\nSUB *.* 2\nSUB foo.* 3\nSUB foo.*.baz 4\n" + three),
        .says("a > stands for one token or more", "SUB > 1\nSUB foo.> 2\nSUB foo.bar.> 3\n" + three),
        .says("a star in the middle and at the start", "SUB *.bar 1\nSUB *.*.baz 2\nSUB foo.*.> 3\n" + three),
        .says("foo.> does not match foo", "SUB foo.> 1\nPUB foo 1\nx"),
        .says("a prefix of a token does not match", "SUB foo 1\nPUB foobar 1\nx\nPUB fo 1\ny\nPUB foo.bar 1\nz"),
        .says(
            "all patterns at once",
            "SUB * 1\nSUB *.* 2\nSUB foo.* 3\nSUB foo.> 4\nSUB > 5\nSUB foo.*.baz 6\nSUB foo.bar 7\nSUB foo 8\n" + three, then: .anyOrder),
        .says("plain subscriptions are served before queues", "SUB foo q 1\nSUB foo 2\nPUB foo 1\nx"),
        .says(
            "many subscriptions on one subject all hear", (1...40).map { "SUB foo \($0)" }.joined(separator: "\n") + "\nPUB foo 1\nx",
            then: .anyOrder),
        .says("wildcards can be subscribed to as if they were subjects", "SUB foo.* 1\nSUB foo.> 2\nUNSUB 1\nPUB foo.bar 1\nx"),
        .says(
            "tokens of all lengths", "SUB a.bb.ccc.dddd 1\nSUB a.*.ccc.> 2\nPUB a.bb.ccc.dddd 1\nx\nPUB a.b.ccc.d.e 1\ny", then: .anyOrder),
        .plays(
            "everyone who listens hears",
            .connect("a"), .greets("a", .quiet), .says("a", "SUB foo.* 1"), .fence("a"),
            .connect("b"), .greets("b", .verbose), .says("b", "SUB foo.> 7\nSUB foo.bar 8"), .fence("b"),
            .connect("c"), .greets("c", .quiet), .says("c", "PUB foo.bar in.box 5\nhello"), .fence("c"),
            .fence("a"), .fence("b", .anyOrder)),
        .plays(
            "two senders to one listener keep their own order",
            .connect("l"), .greets("l", .quiet), .says("l", "SUB x.* 1"), .fence("l"),
            .connect("a"), .says("a", "PUB x.a 1\n1\nPUB x.a 1\n2"), .fence("a"),
            .connect("b"), .says("b", "PUB x.b 1\n3\nPUB x.b 1\n4"), .fence("b"),
            .fence("l")),
        .plays(
            "a request and its answer",
            .connect("s"), .greets("s", .quiet), .says("s", "SUB service q 1"), .fence("s"),
            .connect("c"), .greets("c", .headers), .says("c", "SUB _INBOX.abc.* 1\nPUB service _INBOX.abc.1 4\nask?"), .fence("c"),
            .fence("s"), .says("s", "PUB _INBOX.abc.1 6\nanswer"), .fence("s"), .fence("c")),
        .plays(
            "who subscribes late does not hear what was said before",
            .connect("a"), .greets("a", .quiet), .says("a", "PUB foo 1\nx"), .fence("a"),
            .connect("b"), .greets("b", .quiet), .says("b", "SUB foo 1"), .fence("b"), .fence("a"), .fence("b")),
        .plays(
            "who left does not hear, the others do",
            .connect("a"), .greets("a", .quiet), .says("a", "SUB foo 1"), .fence("a"),
            .connect("b"), .greets("b", .quiet), .says("b", "SUB foo 1"), .fence("b"), .leave("a"),
            .connect("c"), .says("c", "PUB foo 1\nx"), .fence("c"), .fence("b")),
    ]

    private static let three = "PUB foo 1\na\nPUB foo.bar 1\nb\nPUB foo.bar.baz 1\nc"
}
