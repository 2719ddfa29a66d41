/// One of the two folders that each hold a whole release.
enum Slot: String, CaseIterable, Sendable {
    case a, b
}
