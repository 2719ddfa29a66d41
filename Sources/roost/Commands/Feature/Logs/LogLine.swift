import Wire

/// A line of a feature's log: `2026-11-23T05:20:01.123Z err words`.
struct LogLine: Equatable {
    let time: String?
    let source: String?
    let text: String

    init(_ line: String) {
        let parts = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].last == "Z", ["out", "err", "host"].contains(parts[1]) else {
            (time, source, text) = (nil, nil, line)
            return
        }
        (time, source, text) = (String(parts[0]), String(parts[1]), String(parts[2]))
    }

    var json: String {
        let value: JSON = ["time": JSON(time), "source": JSON(source), "text": .string(text)]
        return value.text
    }
}
