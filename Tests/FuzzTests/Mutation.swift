/// Seeded damage: some bytes changed, taken out, put in, repeated, or taken from another input.
struct Mutation: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func mutated(_ input: [UInt8], with others: [[UInt8]]) -> [UInt8] {
        var bytes = input
        for _ in 0..<Int.random(in: 1...4, using: &self) where !bytes.isEmpty {
            let place = Int.random(in: bytes.indices, using: &self)
            let length = Int.random(in: 1...16, using: &self)
            switch Int.random(in: 0..<6, using: &self) {
            case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &self)
            case 1: bytes[place] = [0, 0x7f, 0x80, 0xff, 0x22, 0x7b].randomElement(using: &self)!
            case 2: bytes.removeSubrange(place..<min(bytes.count, place + length))
            case 3: bytes.insert(contentsOf: bytes[place...].prefix(length), at: Int.random(in: 0...bytes.count, using: &self))
            case 4: bytes.removeSubrange(place...)
            default:
                let other = others.randomElement(using: &self) ?? []
                bytes = Array(bytes[..<place]) + other.dropFirst(min(other.count, place))
            }
        }
        return bytes
    }
}
