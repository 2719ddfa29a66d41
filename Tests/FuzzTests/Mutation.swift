import Support

/// Seeded damage: some bytes changed, taken out, put in, repeated, or taken from another input.
struct Mutation {
    private var dice: SplitMix

    init(seed: UInt64) { dice = SplitMix(seed: seed) }

    mutating func mutated(_ input: [UInt8], with others: [[UInt8]]) -> [UInt8] {
        var bytes = input
        for _ in 0..<Int.random(in: 1...4, using: &dice) where !bytes.isEmpty {
            let place = Int.random(in: bytes.indices, using: &dice)
            let length = Int.random(in: 1...16, using: &dice)
            switch Int.random(in: 0..<6, using: &dice) {
            case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &dice)
            case 1: bytes[place] = [0, 0x7f, 0x80, 0xff, 0x22, 0x7b].randomElement(using: &dice)!
            case 2: bytes.removeSubrange(place..<min(bytes.count, place + length))
            case 3: bytes.insert(contentsOf: bytes[place...].prefix(length), at: Int.random(in: 0...bytes.count, using: &dice))
            case 4: bytes.removeSubrange(place...)
            default:
                let other = others.randomElement(using: &dice) ?? []
                bytes = Array(bytes[..<place]) + other.dropFirst(min(other.count, place))
            }
        }
        return bytes
    }
}
