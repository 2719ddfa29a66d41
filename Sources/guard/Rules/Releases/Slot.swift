/// One of the two folders that hold a release.
enum Slot: Equatable {
    case a, b

    init?(_ bytes: ArraySlice<UInt8>) {
        switch (bytes.count, bytes.first) {
        case (1, 0x61): self = .a
        case (1, 0x62): self = .b
        default: return nil
        }
    }

    var other: Slot { self == .a ? .b : .a }
    var name: String { self == .a ? "a" : "b" }
    var bytes: [UInt8] { Array(name.utf8) }
}
