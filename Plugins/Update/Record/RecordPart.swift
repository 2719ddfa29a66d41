/// Streams of which only the newest event counts.
enum RecordPart: String, CaseIterable {
    case holds, probations, looks, policy, offers

    var stream: String { "update.\(rawValue)" }
}
