/// Every script, by theme.
enum Corpus {
    static let all: [Script] = [
        lexing, connecting, connectJSON,
        publishing, headers, subscribing, unsubscribing, manners,
        wildcards, queues, echoes, noResponders,
        tokens, users, publishRules, subscribeRules, responses,
        limits, timers,
        authorsProtocol, authorsParser, authorsUsers,
    ].flatMap { $0 }
}
