import Testing

/// Scripts that are played to the same servers, one after the other: starting servers for each would take most of the time.
struct Conversation: Sendable, CustomTestStringConvertible {
    private static let length = 40

    let settings: BusSettings
    let scripts: ArraySlice<Script>

    var testDescription: String { "\(scripts.first?.name ?? "nothing") and \(scripts.count - 1) more" }

    /// Each script once, beside others with its settings, in their order.
    static func all(of scripts: [Script]) -> [Conversation] {
        Dictionary(grouping: scripts, by: \.settings).flatMap { settings, scripts in
            stride(from: 0, to: scripts.count, by: length).map {
                Conversation(settings: settings, scripts: scripts[$0..<min($0 + length, scripts.count)])
            }
        }
    }
}
