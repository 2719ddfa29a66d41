extension Corpus {
    /// Who is let in, by token and by name.
    static let tokens: [Script] = [
        .says("info says that credentials are wanted", as: .none, to: .token, "CONNECT {\"auth_token\":\"s3cr#t\"}"),
        .says("the right token lets in", as: .none, to: .token, "CONNECT {\"auth_token\":\"s3cr#t\"}\nSUB a 1\nPUB a 1\nx"),
        .says(
            "the right token lets in, whatever user stands beside it", as: .none, to: .token,
            "CONNECT {\"auth_token\":\"s3cr#t\",\"user\":\"x\",\"pass\":\"y\"}"),
        refused("a wrong token", "CONNECT {\"auth_token\":\"nope\"}\nPING"),
        refused("a token that begins right", "CONNECT {\"auth_token\":\"s3cr#t2\"}\nPING"),
        refused("half a token", "CONNECT {\"auth_token\":\"s3cr\"}\nPING"),
        refused("a token in capitals", "CONNECT {\"auth_token\":\"S3CR#T\"}\nPING"),
        refused("no token", "CONNECT {}\nPING"),
        refused("an empty token", "CONNECT {\"auth_token\":\"\"}\nPING"),
        refused("the token as a password", "CONNECT {\"pass\":\"s3cr#t\"}\nPING"),
        refused("the token as a user", "CONNECT {\"user\":\"s3cr#t\"}\nPING"),
        refused("PING before connect", "PING"),
        refused("SUB before connect", "SUB a 1"),
        refused("PUB before connect", "PUB a 1\nx"),
        refused("PONG before connect", "PONG"),
        refused("an unknown verb before connect", "ZZZ"),
        refused("an empty line before connect", "\nCONNECT {\"auth_token\":\"s3cr#t\"}"),
        refused("a misspelt connect", "CZZ"),
        refused("a connect that is no JSON", "CONNECT {x"),
        refused("a wrong token before a wrong protocol", "CONNECT {\"protocol\":9}"),
        refused("a wrong protocol after the right token", "CONNECT {\"auth_token\":\"s3cr#t\",\"protocol\":9}"),
        refused("no_responders without headers after the right token", "CONNECT {\"auth_token\":\"s3cr#t\",\"no_responders\":true}"),
        refused("a second connect with a wrong token", "CONNECT {\"auth_token\":\"s3cr#t\"}\nCONNECT {\"auth_token\":\"no\"}\nPING"),
        .says(
            "a second connect without a token keeps the first", as: .none, to: .token,
            "CONNECT {\"auth_token\":\"s3cr#t\"}\nCONNECT {\"verbose\":false}\nSUB a 1"),
        .plays("silence before connect is cut off in time", with: .token, .connect("a"), .untilClosed("a")),
        .plays(
            "half a connect is cut off in time", with: .token,
            .connect("a"), .sends("a", "CONNECT {\"auth_token\":\"s3cr"), .untilClosed("a")),
        .plays(
            "who was let in is not cut off", with: .token,
            .connect("a"), .says("a", "CONNECT {\"auth_token\":\"s3cr#t\",\"verbose\":false}"), .pause(milliseconds: 2500),
            .says("a", "SUB a 1\nPUB a 1\nx"), .await("a", frames: 1)),
    ]

    static let users: [Script] = [
        .says("the right name and password let in", as: .none, to: .ruled, login("alice", "a") + "\nSUB a 1\nPUB a 1\nx"),
        refused("a wrong password", login("alice", "x") + "\nPING", to: .ruled),
        refused("no password", "CONNECT {\"user\":\"alice\"}\nPING", to: .ruled),
        refused("no name", "CONNECT {\"pass\":\"a\"}\nPING", to: .ruled),
        refused("an unknown name", login("nobody", "a"), to: .ruled),
        refused("another's password", login("alice", "b"), to: .ruled),
        refused("a name in capitals", login("ALICE", "a"), to: .ruled),
        refused("a token where users are wanted", "CONNECT {\"auth_token\":\"a\"}", to: .ruled),
        refused("no credentials where users are wanted", "CONNECT {}", to: .ruled),
        refused("a second connect with a wrong password", login("bob", "b") + "\n" + login("alice", "x"), to: .ruled),
        .says(
            "a second connect as somebody else changes the rules", as: .none, to: .ruled,
            login("bob", "b") + "\n" + login("alice", "a") + "\nPUB foo 1\nx\nSUB foo 1"),
    ]

    private static func refused(_ what: String, _ lines: String, to settings: BusSettings = .token) -> Script {
        let place = settings.token == nil ? "among users" : "at a token's door"
        return .says("\(what) is refused \(place)", as: .none, to: settings, lines, then: .closed)
    }
}
