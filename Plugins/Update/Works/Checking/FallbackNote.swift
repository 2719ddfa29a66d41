/// What the guard wrote in `slots/fallback` when it went back by itself: only shown, so its checksum is left to others.
struct FallbackNote: Equatable {
    static let most = 4096

    var transaction: String
    var reason: String

    /// Lines of a key and its value. Nil for what is no such note.
    init?(_ bytes: [UInt8]) {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        guard lines.first == "roost-fallback 1" else { return nil }
        func value(_ key: String) -> String? { lines.first { $0.hasPrefix("\(key) ") }.map { String($0.dropFirst(key.utf8.count + 1)) } }
        guard let transaction = value("transaction"), let reason = value("reason") else { return nil }
        (self.transaction, self.reason) = (transaction, String(reason.prefix(500)))
    }
}
