extension BusSettings {
    static let token = BusSettings(token: "s3cr#t")

    /// One user for each kind of rule. Rules that nats-server writes as one subject or a list mean the same here.
    static let ruled = BusSettings(users: [
        User(name: "alice", password: "a"),
        User(name: "bob", password: "b", publish: Rule(allow: ["req.*", "x.>"]), subscribe: Rule(allow: ["_INBOX.>"])),
        User(
            name: "ns", password: "n", publish: Rule(allow: ["*.*"], deny: ["SYS.*", "bar.baz", "foo.*"]),
            subscribe: Rule(allow: ["foo.*", "foo.* q"], deny: ["foo.baz"])),
        User(name: "deny", password: "d", publish: Rule(deny: ["no.>"]), subscribe: Rule(deny: ["secret.*", "sec.a"])),
        User(name: "queue", password: "q", subscribe: Rule(allow: ["foo v1", "foo v2.*", "bar"], deny: ["bar qd"])),
        User(name: "hears", password: "h", subscribe: Rule(allow: ["a"])),
        User(name: "says", password: "s", publish: Rule(allow: ["a"])),
        User(name: "svc", password: "s", subscribe: Rule(allow: ["my.req"]), responses: Responses(max: 1, milliseconds: 120_000)),
        User(
            name: "svc3", password: "s", publish: Rule(allow: ["other"]), subscribe: Rule(allow: ["my.req", "_INBOX.>"]),
            responses: Responses(max: 3, milliseconds: 300)),
        User(
            name: "svcd", password: "s", publish: Rule(deny: ["r.no"]), subscribe: Rule(allow: ["my.req"]),
            responses: Responses(max: -1, milliseconds: 60_000)),
    ])
}

/// The CONNECT line of a user.
func login(_ user: String, _ password: String, verbose: Bool = true) -> String {
    #"CONNECT {"verbose":\#(verbose),"pedantic":false,"user":"\#(user)","pass":"\#(password)"}"#
}
