extension Corpus {
    /// SUB: arguments, subjects, ids.
    static let subscribing: [Script] = [
        .says("SUB with nothing but a blank ends the connection", "SUB \nPING", then: .closed),
        .says("SUB with a subject alone ends the connection", "SUB foo\nPING", then: .closed),
        .says("SUB with four arguments ends the connection", "SUB a b c 1\nPING", then: .closed),
        .says("a subject with an empty last token is invalid", "SUB foo. 1"),
        .says("a subject with an empty first token is invalid", "SUB .foo 1"),
        .says("a subject with an empty token inside is invalid", "SUB foo..bar 1"),
        .says("a dot alone is invalid", "SUB . 1"),
        .says("a > that is not last is invalid", "SUB foo.>.bar 1\nSUB >.> 2\nSUB >.* 3"),
        .says("an invalid subject does not end the connection", "SUB foo. 1\nSUB foo 1\nPUB foo 1\nx"),
        .says("an invalid subject in verbose is not confirmed", as: .verbose, "SUB foo. 1\nSUB ok 1\nUNSUB 1"),
        .says("an invalid subject in pedantic is told once", as: .pedantic, "SUB foo. 1\nSUB foo.>.x 2"),
        .says("an invalid subject with a queue is invalid too", "SUB foo. q 1"),
        .says(
            "odd but valid subjects are accepted", as: .verbose,
            "SUB foo* 1\nSUB f>o.b*r 2\nSUB *.* 3\nSUB > 4\nSUB é 5\nSUB $SYS.x 6\nSUB _INBOX.> 7\nSUB *.>x 8"),
        .says("a subscription id may be any word", "SUB foo abc-é:1\nPUB foo 1\nx\nUNSUB abc-é:1\nPUB foo 1\ny"),
        .says("a subscription id that is taken is left as it is", as: .verbose, "SUB foo 1\nSUB bar 1\nPUB foo 1\nx\nPUB bar 1\ny"),
        .says("the same subscription twice is one", "SUB foo 1\nSUB foo 1\nPUB foo 1\nx"),
        .says("two ids on one subject are two subscriptions", "SUB foo 1\nSUB foo 2\nPUB foo 1\nx", then: .anyOrder),
        .says("ids that differ in zeros are two", "SUB foo 1\nSUB foo 01\nPUB foo 1\nx", then: .anyOrder),
        .says("a queue name may be any word", "SUB foo é>* 1\nPUB foo 1\nx"),
        .says("the system's queue name is refused", "SUB foo _sys_ 1"),
        .plays(
            "ids belong to their connection",
            .connect("a"), .greets("a", .quiet), .says("a", "SUB foo 1"), .fence("a"),
            .connect("b"), .greets("b", .quiet), .says("b", "SUB foo 1\nUNSUB 1\nPUB foo 1\nx"), .fence("b"), .fence("a")),
        .plays(
            "subscriptions end with their connection",
            .connect("a"), .greets("a", .headers), .says("a", "SUB foo 1"), .fence("a"), .leave("a"),
            .connect("b"), .greets("b", .headers), .says("b", "SUB r 1\nPUB foo r 1\nx"), .fence("b")
        ).onlyLikeOldServers,
        .says("reserved reply prefixes are refused", "SUB foo 1\nPUB foo $JS.ACK.x.y 1\nx\nPUB foo _R_.x 1\nx\nPUB foo _GR_.a.b.c 1\nx"),
        .says("the gateways' reserved subject is refused", "PUB _GR_.a.b.c.d 1\nx\nPING", then: .afterPings(1)),
        .says("near misses of reserved prefixes pass", "SUB foo 1\nPUB foo $JS.API.x 1\nx\nPUB foo _R_x 1\ny\nPUB foo _R 1\nz"),
    ]
}
