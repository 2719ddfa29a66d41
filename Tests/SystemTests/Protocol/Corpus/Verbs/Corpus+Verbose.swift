extension Corpus {
    /// What verbose confirms, what pedantic complains about, and in which order.
    static let manners: [Script] = [
        .says("verbose confirms connect", as: .verbose, ""),
        .says("verbose does not confirm ping and pong", as: .verbose, "PING\nPONG\nPING", then: .afterPings(2)),
        .says("verbose confirms sub, pub and unsub", as: .verbose, "SUB foo 1\nPUB foo 2\nok\nUNSUB 1\nPUB foo 0\n"),
        .says("verbose confirms each connect", as: .verbose, "CONNECT {}\nCONNECT {\"verbose\":true}"),
        .says("a connect that turns verbose off is not confirmed", as: .verbose, "CONNECT {\"verbose\":false}\nSUB a 1"),
        .says("verbose does not confirm what it refused", as: .verbose, "SUB foo..a 1\nPUB foo 99999999", then: .closed),
        .says("verbose confirms before it complains about the next verb", as: .verbose, "PUB foo 1\nx\nFOO", then: .closed),
        .says("pedantic complains about a star to publish to", as: .pedantic, "PUB foo.* 2\nok"),
        .says("pedantic complains about a > to publish to", as: .pedantic, "PUB foo.> 2\nok\nPUB > 1\nx"),
        .says("pedantic complains about empty tokens", as: .pedantic, "PUB foo. 2\nok\nPUB .foo 2\nok\nPUB foo..bar 2\nok\nPUB . 1\nx"),
        .says("pedantic delivers what it complained about", as: .pedantic, "SUB foo.* 1\nSUB > 2\nPUB foo.* 2\nok", then: .anyOrder),
        .says("pedantic takes wildcard letters within a token", as: .pedantic, "SUB > 1\nPUB foo* 1\nx\nPUB a.b>.c 1\ny"),
        .says("pedantic takes wildcards to subscribe to", as: .pedantic, "SUB foo.* 1\nSUB foo.> 2\nSUB * 3\nSUB > 4"),
        .says("pedantic does not judge reply subjects", as: .pedantic, "SUB foo 1\nPUB foo a..b 1\nx\nPUB foo a.* 1\ny"),
        .says(
            "pedantic complains first and verbose confirms after", as: .none,
            "CONNECT {\"verbose\":true,\"pedantic\":true}\nSUB > 1\nPUB foo.* 2\nok"),
        .says("not pedantic says nothing of that", "SUB > 1\nPUB foo.* 2\nok\nPUB foo. 1\nx"),
    ]
}
