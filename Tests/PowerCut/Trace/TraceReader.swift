/// Reads the log of `strace -f`, line by line, and joins calls that other threads' lines have torn in two.
struct TraceReader {
    /// The call began in a line that is still waiting for its end.
    private struct Half {
        let text: ArraySlice<UInt8>
        let line: Int
    }

    private static let begun = Array(" <unfinished ...>".utf8)
    private static let resumed = Array("resumed>".utf8)

    private var halves: [Int: Half] = [:]
    private let wanted: (ArraySlice<UInt8>) -> Bool

    /// `wanted` is asked for each name, so that what nobody models is not taken apart.
    private init(wanted: @escaping (ArraySlice<UInt8>) -> Bool) { self.wanted = wanted }

    /// Calls each wanted call's `body`, in the order of their ends.
    static func read(
        _ log: [UInt8], wanted: @escaping (ArraySlice<UInt8>) -> Bool = { _ in true }, _ body: (TracedCall) throws -> Void
    ) throws {
        var reader = TraceReader(wanted: wanted)
        for (index, line) in log.split(separator: UInt8(ascii: "\n")).enumerated() {
            if let call = try reader.take(line, at: index + 1) { try body(call) }
        }
        let mutations = reader.halves.values.filter { Vocabulary.changes.contains(String(decoding: Self.name(of: $0.text), as: UTF8.self)) }
        if let open = mutations.min(by: { $0.line < $1.line }) {
            throw RecordingError(line: open.line, words: "a call began and never ended: \(Argument(text: open.text.prefix(200)).words)")
        }
    }

    private static func name(of text: ArraySlice<UInt8>) -> ArraySlice<UInt8> { text.prefix { $0 != UInt8(ascii: "(") } }

    /// `1234  name(a, b) = 0`, `1234 name(a, <unfinished ...>`, `1234 <... name resumed>b) = 0` or `1234 +++ exited with 0 +++`.
    private mutating func take(_ line: ArraySlice<UInt8>, at number: Int) throws -> TracedCall? {
        let space = line.firstIndex(of: UInt8(ascii: " ")) ?? line.endIndex
        guard let thread = Int(String(decoding: line[..<space], as: UTF8.self)) else {
            throw RecordingError(line: number, words: "no line of strace -f: \(Argument(text: line.prefix(100)).words)")
        }
        let text = line[space...].drop { $0 == UInt8(ascii: " ") }
        switch text.first {
        case UInt8(ascii: "+"), UInt8(ascii: "-"), nil: return nil
        case UInt8(ascii: "<"): return try join(thread, text, at: number)
        default: break
        }
        guard wanted(Self.name(of: text)) else { return nil }
        if text.suffix(Self.begun.count).elementsEqual(Self.begun) {
            halves[thread] = Half(text: text.dropLast(Self.begun.count), line: number)
            return nil
        }
        return try finished(thread, text, began: number, ended: number)
    }

    private mutating func join(_ thread: Int, _ text: ArraySlice<UInt8>, at number: Int) throws -> TracedCall? {
        guard let half = halves.removeValue(forKey: thread), let mark = text.firstIndex(of: UInt8(ascii: ">")) else { return nil }
        guard text[...mark].suffix(Self.resumed.count).elementsEqual(Self.resumed) else {
            throw RecordingError(line: number, words: "no end of a call: \(Argument(text: text.prefix(100)).words)")
        }
        return try finished(thread, ArraySlice(Array(half.text) + Array(text[(mark + 1)...])), began: half.line, ended: number)
    }

    private func finished(_ thread: Int, _ text: ArraySlice<UInt8>, began: Int, ended: Int) throws -> TracedCall {
        guard let call = TracedCall(thread: thread, text: text, began: began, ended: ended) else {
            throw RecordingError(line: ended, words: "no system call: \(Argument(text: text.prefix(200)).words)")
        }
        return call
    }
}
