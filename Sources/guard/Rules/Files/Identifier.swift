/// The name of a transaction or of a boot: up to 64 letters, digits and hyphens. A single hyphen means none.
struct Identifier: Equatable {
    let bytes: [UInt8]

    static let none = Identifier(unchecked: [0x2D])

    init?(_ bytes: ArraySlice<UInt8>) {
        guard (1...64).contains(bytes.count), bytes.allSatisfy(Self.isAllowed) else { return nil }
        self.bytes = Array(bytes)
    }

    private init(unchecked bytes: [UInt8]) { self.bytes = bytes }

    var isNone: Bool { self == .none }
    var words: String { String(decoding: bytes, as: UTF8.self) }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D: true
        default: false
        }
    }
}
