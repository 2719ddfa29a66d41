extension Corpus {
    /// allow_responses: who was asked may answer.
    static let responses: [Script] = [
        user("svc", "s", "may publish nothing unasked", "SUB my.req 1\nPUB foo 1\nx\nPUB _INBOX.a 1\nx\nPUB my.req r 1\nx"),
        asked("may answer once", by: "svc", "PUB my.req r.1 1\n?", "PUB r.1 1\na\nPUB r.1 1\nb"),
        asked(
            "may answer nobody but who asked", by: "svc", "PUB my.req r.1 1\n?", "PUB r.2 1\na\nPUB r 1\nb\nPUB r.1.2 1\nc\nPUB r.* 1\nd"),
        asked("may answer each request", by: "svc", "PUB my.req r.1 1\n?\nPUB my.req r.2 1\n?", "PUB r.2 1\na\nPUB r.1 1\nb\nPUB r.1 1\nc"),
        asked("may not answer what wants no answer", by: "svc", "PUB my.req 1\n?", "PUB r.1 1\na"),
        asked("may answer three times", by: "svc3", "PUB my.req r.1 1\n?", "PUB r.1 1\na\nPUB r.1 1\nb\nPUB r.1 1\nc\nPUB r.1 1\nd"),
        asked(
            "may publish what it always may, answers aside", by: "svc3", "PUB my.req r.1 1\n?", "PUB other 1\na\nPUB zz 1\nb\nPUB r.1 1\nc"),
        asked("may not answer late", by: "svc3", "PUB my.req r.1 1\n?", pause: 500, "PUB r.1 1\na"),
        asked(
            "may answer any number of times", by: "svcd", "PUB my.req r.1 1\n?",
            String(repeating: "PUB r.1 1\na\n", count: 20) + "PUB r.2 1\nb"),
        asked("may answer to a denied subject when asked", by: "svcd", "PUB my.req r.no 1\n?", "PUB r.no 1\na"),
        .plays(
            "who overhears a request through a second subscription may answer once for it", with: .ruled,
            .connect("s"), .says("s", login("svc", "s") + "\nSUB my.req 1\nSUB my.req 2"), .fence("s"),
            .connect("a"), .says("a", login("alice", "a") + "\nSUB r.> 9\nPUB my.req r.1 1\n?"), .fence("a"),
            .fence("s", .anyOrder), .says("s", "PUB r.1 1\na\nPUB r.1 1\nb"), .fence("s"), .fence("a")
        ).onlyLikeOldServers,
        .plays(
            "a permission to answer is the asked connection's own", with: .ruled,
            .connect("s"), .says("s", login("svc", "s") + "\nSUB my.req 1"), .fence("s"),
            .connect("t"), .says("t", login("svc", "s")), .fence("t"),
            .connect("a"), .says("a", login("alice", "a") + "\nPUB my.req r.1 1\n?"), .fence("a"),
            .fence("s"), .says("t", "PUB r.1 1\na"), .fence("t"), .says("s", "PUB r.1 1\na"), .fence("s")),
    ]

    private static func asked(_ what: String, by service: String, _ question: String, pause: Int = 0, _ answer: String) -> Script {
        .plays(
            "\(service), asked, \(what)", with: .ruled,
            .connect("s"), .says("s", login(service, "s") + "\nSUB my.req 1"), .fence("s"),
            .connect("a"), .says("a", login("alice", "a", verbose: false) + "\nSUB r.> 9\nSUB other 8"), .fence("a"),
            .says("a", question), .fence("a"), .fence("s"), .pause(milliseconds: pause),
            .says("s", answer), .fence("s"), .fence("a"))
    }
}
