extension Corpus {
    /// echo:false, and what no_responders answers.
    static let echoes: [Script] = [
        .says("without echo one does not hear oneself", as: .noEcho, "SUB foo 1\nSUB > 2\nPUB foo 1\nx"),
        .says("without echo one's queue member does not hear oneself", as: .noEcho, "SUB foo q 1\nPUB foo 1\nx"),
        .says(
            "without echo one's own messages do not count", as: .noEcho,
            "SUB foo 1\nUNSUB 1 1\nPUB foo 1\nx\nCONNECT {\"echo\":true}\nPUB foo 1\ny\nPUB foo 1\nz"
        )
        .onlyLikeOldServers,
        .plays(
            "without echo the others hear",
            .connect("b"), .greets("b", .noEcho), .says("b", "SUB foo 1"), .fence("b"),
            .connect("a"), .greets("a", .noEcho), .says("a", "SUB foo 1\nPUB foo 1\nx"), .fence("a"), .fence("b"),
            .says("b", "PUB foo 1\ny"), .fence("b"), .fence("a")),
        .plays(
            "without echo a queue passes the sender over",
            .connect("b"), .greets("b", .quiet), .says("b", "SUB foo q 1"), .fence("b"),
            .connect("a"), .greets("a", .noEcho), .says("a", "SUB foo q 1\n" + String(repeating: "PUB foo 1\nx\n", count: 10) + "PING"),
            .fence("a", .asItCame, ownPings: 1), .fence("b")),
    ]

    static let noResponders: [Script] = [
        .says("a request nobody hears is answered 503", as: .headers, "SUB r.* 7\nPUB nobody r.1 2\nhi").onlyLikeOldServers,
        .says("a request with headers nobody hears is answered 503", as: .headers, "SUB r.* 7\nHPUB nobody r.1 12 14\nNATS/1.0\n\nhi")
            .onlyLikeOldServers,
        .says(
            "503 comes in its place among pongs", as: .headers, "SUB r 8\nPUB nobody r 2\nhi\nPING\nPUB nobody r 2\nhi\nPING",
            then: .afterPings(2)
        ).onlyLikeOldServers,
        .says(
            "503 comes after the confirmation", as: .none,
            "CONNECT {\"verbose\":true,\"pedantic\":false,\"headers\":true,\"no_responders\":true}\nSUB r 7\nPUB nobody r 2\nhi"
        ).onlyLikeOldServers,
        .says(
            "503 is not counted by a maximum", as: .headers,
            "SUB r 8\nUNSUB 8 1\nPUB nobody r 2\nhi\nPUB nobody r 2\nhi\nPUB r 1\nx\nPUB nobody r 2\nhi"
        ).onlyLikeOldServers,
        .says("503 goes to one of several subscriptions", as: .headers, "SUB r.* 7\nSUB r.* 7b\nPUB nobody r.1 2\nhi", then: .anyMember)
            .onlyLikeOldServers,
        .says(
            "503 without echo", as: .none,
            "CONNECT {\"verbose\":false,\"headers\":true,\"no_responders\":true,\"echo\":false}\nSUB r.* 7\nSUB foo 1\nPUB foo r.1 2\nhi"
        ).onlyLikeOldServers,
        .says("a request without a listener for its reply is not answered", as: .headers, "PUB nobody r.1 2\nhi"),
        .says("a queue listener for the reply is not answered", as: .headers, "SUB r.* q 7\nPUB nobody r.1 2\nhi"),
        .says("a message without a reply is not answered", as: .headers, "SUB > 7\nUNSUB 7\nSUB r 8\nPUB nobody 2\nhi"),
        .says("a request somebody hears is not answered", as: .headers, "SUB r.* 7\nSUB foo 1\nPUB foo r.1 2\nhi"),
        .says(
            "who did not ask for it is not answered", as: .none,
            "CONNECT {\"verbose\":false,\"headers\":true}\nSUB r.* 7\nPUB nobody r.1 2\nhi"),
        .says(
            "who says no is not answered", as: .none,
            "CONNECT {\"verbose\":false,\"headers\":true,\"no_responders\":false}\nSUB r.* 7\nPUB nobody r.1 2\nhi"),
        .plays(
            "somebody else's listener for the reply is not answered",
            .connect("b"), .greets("b", .headers), .says("b", "SUB r 1"), .fence("b"),
            .connect("a"), .greets("a", .headers), .says("a", "PUB nobody r 1\nx"), .fence("a"), .fence("b")),
    ]
}
