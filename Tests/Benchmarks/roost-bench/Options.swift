/// What was asked for on the command line.
struct Options {
    var roost: String?
    var peers: [PeerKind]?
    var seconds = 1.0
    var rounds = 6
    var count: Int?
    /// Bytes a publisher gathers for one write; 32 KiB is what nats.go does, 1 makes each message a write of its own.
    var batch = 32768
    var install = false
    /// A build of roost from before a change.
    var before: String?
    /// Part of the name of the one pair to measure.
    var pair: String?

    init(_ words: [String]) throws(BenchFailure) {
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == "--install" {
                install = true
                continue
            }
            guard let value = rest.popFirst() else { throw .usage("\(word): unknown, or its value is missing") }
            try take(word, value)
        }
    }

    private mutating func take(_ word: String, _ value: String) throws(BenchFailure) {
        switch word {
        case "--roost": roost = value
        case "--peers": peers = try kinds(value)
        case "--seconds": seconds = try positive(word, Double(value))
        case "--rounds": rounds = try positive(word, Int(value))
        case "--batch": batch = try positive(word, Int(value))
        case "--before": before = value
        case "--pair": pair = value
        case "--count": count = try positive(word, Int(value))
        default: throw .usage("unknown option: \(word)")
        }
    }

    private func kinds(_ list: String) throws(BenchFailure) -> [PeerKind] {
        var kinds: [PeerKind] = []
        for name in list.split(separator: ",") {
            guard let kind = PeerKind(rawValue: String(name)) else { throw .usage("no such peer: \(name)") }
            kinds.append(kind)
        }
        return kinds
    }

    private func positive<N: Comparable & ExpressibleByIntegerLiteral>(_ word: String, _ number: N?) throws(BenchFailure) -> N {
        guard let number, number > 0 else { throw .usage("\(word) wants a number above 0") }
        return number
    }
}
