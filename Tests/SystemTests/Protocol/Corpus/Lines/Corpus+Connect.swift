extension Corpus {
    /// What CONNECT means, and in which order it is judged.
    static let connecting: [Script] = [
        .plays("info is the first thing a client hears", .connect("a"), .fence("a")),
        .says("without connect a client is verbose", as: .none, "SUB foo 1\nPUB foo 2\nok\nUNSUB 1"),
        .says("without connect a client is pedantic", as: .none, "PUB foo.* 2\nok"),
        .says("without connect a client has no headers", as: .none, "HPUB foo 12 14\nNATS/1.0\n\nok", then: .closed),
        .says("an empty connect changes nothing", as: .none, "CONNECT {}\nSUB a 1\nPUB a 1\nx\nPUB a.* 1\nx"),
        .says("null is an empty connect", as: .none, "CONNECT null\nSUB a 1"),
        .says("a null value changes nothing", as: .none, "CONNECT {\"verbose\":null,\"name\":null,\"protocol\":null}\nSUB a 1"),
        .says("quiet is quiet", "SUB a 1\nPUB a 1\nx\nUNSUB 1"),
        .says("a second connect adds to the first", "SUB a 1\nCONNECT {\"verbose\":true}\nSUB b 2"),
        .says("a second connect can turn echo off", "SUB a 1\nCONNECT {\"echo\":false}\nPUB a 1\nx"),
        .says("a second connect can turn headers on", "CONNECT {\"headers\":true}\nSUB b 2\nHPUB b 12 14\nNATS/1.0\n\nok"),
        .says("a second connect keeps what it does not name", as: .headers, "CONNECT {\"name\":\"x\"}\nSUB r 2\nPUB nobody r 1\nx")
            .onlyLikeOldServers,
        .says("protocol 0 is spoken", as: .none, "CONNECT {\"protocol\":0}\nSUB a 1"),
        .says("protocol 1 is spoken", as: .none, "CONNECT {\"protocol\":1}\nSUB a 1"),
        .says("protocol 2 is refused", as: .none, "CONNECT {\"protocol\":2,\"verbose\":true}\nPING", then: .closed),
        .says("a negative protocol is refused", as: .none, "CONNECT {\"protocol\":-1}\nPING", then: .closed),
        .says("no_responders needs headers", as: .none, "CONNECT {\"no_responders\":true}\nPING", then: .closed),
        .says(
            "headers that are false do not help no_responders", as: .none, "CONNECT {\"no_responders\":true,\"headers\":false}",
            then: .closed),
        .says("a bad protocol is seen before missing headers", as: .none, "CONNECT {\"no_responders\":true,\"protocol\":5}", then: .closed),
        .says("an account is refused", as: .none, "CONNECT {\"account\":\"x\"}\nPING", then: .closed),
        .says("a new account is refused", as: .none, "CONNECT {\"new_account\":true}\nPING", then: .closed),
        .says("an account is seen before a bad protocol", as: .none, "CONNECT {\"account\":\"x\",\"protocol\":5}", then: .closed),
        .says("an empty account is none", as: .none, "CONNECT {\"account\":\"\",\"new_account\":false}\nPING", then: .afterPings(1)),
        .says(
            "credentials nobody asked for are ignored", as: .none,
            "CONNECT {\"user\":\"a\",\"pass\":\"b\",\"auth_token\":\"c\"}"),
        .says(
            "what a stock client sends is understood", as: .none,
            #"CONNECT {"lang": "python3", "version": "2.16.0", "protocol": 1, "headers": true, "no_responders": true, "#
                + #""verbose": false, "pedantic": false, "echo": true, "name": "test", "tls_required": false}"# + "\nSUB a 1\nPUB a 1\nx"),
        .says(
            "jwt, nkey, sig, import and export are read and left", as: .none,
            #"CONNECT {"jwt":"x","nkey":"y","sig":"z","import":{"allow":["a"]},"export":null,"verbose":false}"# + "\nSUB a 1"),
        .plays(
            "a connect that comes in two pieces with a pause is understood",
            .connect("a"), .sends("a", "CONNECT {\"verbose\":true,\"tls_required\":false,\"user\":\"test\",\"pedantic\":true}"),
            .pause(milliseconds: 60), .sends("a", "\r\n"), .fence("a")),
    ]
}
