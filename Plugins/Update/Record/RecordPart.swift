/// Streams of which only the newest event counts.
enum RecordPart: String, CaseIterable {
    case holds, probations, looks

    var stream: String { "update.\(rawValue)" }
}
