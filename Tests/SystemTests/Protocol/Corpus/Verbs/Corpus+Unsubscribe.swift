extension Corpus {
    /// UNSUB, with and without a maximum.
    static let unsubscribing: [Script] = [
        .says("an unsubscribed subject is silent", "SUB foo 1\nPUB foo 1\na\nUNSUB 1\nPUB foo 1\nb"),
        .says("UNSUB with nothing but a blank ends the connection", "UNSUB \nPING", then: .closed),
        .says("UNSUB with three arguments ends the connection", "UNSUB 1 2 3\nPING", then: .closed),
        .says("an unknown id is confirmed all the same", as: .verbose, "UNSUB 99\nUNSUB 99 5"),
        .says("a maximum ends the subscription after so many", "SUB foo 1\nUNSUB 1 2\n" + three),
        .says("a maximum counts what came before it", "SUB foo 1\nPUB foo 1\na\nUNSUB 1 2\n" + three),
        .says("a maximum that is reached already ends it now", "SUB foo 1\nPUB foo 1\na\nPUB foo 1\nb\nUNSUB 1 2\n" + three),
        .says("a maximum below what came already ends it now", "SUB foo 1\nPUB foo 1\na\nPUB foo 1\nb\nUNSUB 1 1\n" + three),
        .says("a maximum that is a word ends it now", "SUB foo 1\nUNSUB 1 abc\n" + three),
        .says("a negative maximum ends it now", "SUB foo 1\nUNSUB 1 -5\n" + three),
        .says("a maximum of zero ends it now", "SUB foo 1\nUNSUB 1 0\n" + three),
        .says("a maximum of ten digits ends it now", "SUB foo 1\nUNSUB 1 0000000002\n" + three),
        .says("a maximum of nine digits is read", "SUB foo 1\nUNSUB 1 000000002\n" + three),
        .says("a second maximum replaces the first", "SUB foo 1\nUNSUB 1 1\nUNSUB 1 3\n" + three + "\nPUB foo 1\nd"),
        .says("UNSUB after a maximum ends it now", "SUB foo 1\nUNSUB 1 5\nUNSUB 1\n" + three),
        .says("an id is free again after its maximum", "SUB foo 1\nUNSUB 1 1\nPUB foo 1\na\nSUB bar 1\nPUB bar 1\nb\nPUB foo 1\nc"),
        .says("an id is free again after UNSUB, and counts anew", "SUB foo 1\nPUB foo 1\na\nUNSUB 1\nSUB foo 1\nUNSUB 1 2\n" + three),
        .says("UNSUB with blanks around its arguments", as: .verbose, "SUB foo 1\nUNSUB  1 \t 1 \nPUB foo 1\na\nPUB foo 1\nb"),
        .says("one subscription's maximum leaves the others", "SUB foo 1\nSUB foo.* 2\nSUB * 3\nUNSUB 1 1\nPUB foo 1\na\nPUB foo 1\nb"),
        .says("a queue member's maximum ends that member", "SUB foo q 1\nUNSUB 1 2\n" + three),
        .plays(
            "a maximum counts messages of others too",
            .connect("a"), .greets("a", .quiet), .says("a", "SUB foo 1\nUNSUB 1 2"), .fence("a"),
            .connect("b"), .greets("b", .quiet), .says("b", three), .fence("b"), .fence("a")),
        .says(
            "messages to nobody after the last unsubscribe get 503", as: .headers,
            "SUB r 9\nSUB foo 1\nUNSUB 1 1\nPUB foo r 1\na\nPUB foo r 1\nb"
        )
        .onlyLikeOldServers,
    ]

    private static let three = "PUB foo 1\nx\nPUB foo 1\ny\nPUB foo 1\nz"
}
