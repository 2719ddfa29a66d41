extension Corpus {
    /// Which JSON a CONNECT may carry. All that is not understood ends the connection without a word.
    static let connectJSON: [Script] =
        refused.map { .says("connect with \($0.0) ends the connection", as: .none, "CONNECT \($0.1)\nPING", then: .closed) }
        + accepted.map { .says("connect with \($0.0) is understood", as: .none, "CONNECT \($0.1)\nSUB a 1") }
        + [
            .sends("CONNECT without a blank or a body ends the connection", "CONNECT\r\nPING\r\n", then: .closed),
            .sends("CONNECT needs no blank before its body", "CONNECT{\"verbose\":false}\r\nSUB a 1\r\n"),
            .sends("blanks around the body are fine", "CONNECT  \t { \"verbose\" : true }  \r\nSUB a 1\r\n"),
            .plays(
                "connect with a name that is no UTF-8 is understood",
                .connect("a"), .send("a", Array("CONNECT {\"name\":\"".utf8) + [0xFF, 0xC0] + Array("\"}\r\n".utf8)), .fence("a")),
            .says(
                "what was said before a bad connect is answered", as: .none,
                "SUB a 1\nPUB a 1\nx\nCONNECT {nonsense}\nPING", then: .closed),
        ]

    private static let refused: [(String, String)] = [
        ("nothing", ""),
        ("a bare word", "{x"),
        ("a list", "[]"),
        ("a number", "1"),
        ("a text", "\"x\""),
        ("true", "true"),
        ("two objects", "{} {}"),
        ("a comma too many", #"{"verbose":true,}"#),
        ("an object that never ends", #"{"verbose":true"#),
        ("a key without quotes", "{verbose:true}"),
        ("an unknown escape", #"{"name":"\q"}"#),
        ("half a unicode escape", #"{"name":"\u12"}"#),
        ("a control character in a text", "{\"name\":\"a\tb\"}"),
        ("a text for verbose", #"{"verbose":"yes"}"#),
        ("a number for pedantic", #"{"pedantic":1}"#),
        ("a number for tls_required", #"{"tls_required":1}"#),
        ("a text for echo", #"{"echo":"false"}"#),
        ("a number for headers", #"{"headers":0}"#),
        ("a list for no_responders", #"{"no_responders":[]}"#),
        ("a number for name", #"{"name":1}"#),
        ("an object for name", #"{"verbose":false,"name":{}}"#),
        ("a number for lang", #"{"lang":3}"#),
        ("a number for version", #"{"version":1.1}"#),
        ("a number for user", #"{"user":7}"#),
        ("true for pass", #"{"pass":true}"#),
        ("a list for auth_token", #"{"auth_token":["x"]}"#),
        ("a number for jwt", #"{"jwt":1}"#),
        ("a number for nkey", #"{"nkey":1}"#),
        ("a number for sig", #"{"sig":1}"#),
        ("a number for account", #"{"account":1}"#),
        ("a text for protocol", #"{"protocol":"1"}"#),
        ("a fraction for protocol", #"{"protocol":1.0}"#),
        ("an exponent for protocol", #"{"protocol":1e0}"#),
        ("a protocol beyond all bounds", #"{"protocol":99999999999999999999}"#),
        ("a number with a leading zero", #"{"protocol":01}"#),
        ("true for protocol", #"{"protocol":true}"#),
    ]

    private static let accepted: [(String, String)] = [
        ("unknown keys", #"{"foo":{"a":[1,-2.5e3,{"b":null}],"c":"d"},"verbose":true}"#),
        ("keys in capitals", #"{"VERBOSE":false,"Pedantic":false}"#),
        ("a key twice", #"{"verbose":false,"verbose":true}"#),
        ("a key twice the other way round", #"{"verbose":true,"verbose":false}"#),
        ("escapes in a text", #"{"verbose":true,"name":"\u00e9\n\"\\\/","lang":"x\ud83d\ude00"}"#),
        ("half a surrogate pair", #"{"name":"\ud83d"}"#),
        ("a key in escapes", #"{"\u0076erbose":false}"#),
        ("blanks between everything", #"{ "verbose"  :  false  ,  "name" : "x" }"#),
        ("deep unknown lists", #"{"x":"# + String(repeating: "[", count: 200) + String(repeating: "]", count: 200) + "}"),
        ("minus zero for protocol", #"{"protocol":-0}"#),
    ]
}
