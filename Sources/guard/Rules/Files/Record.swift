/// The text of one of the guard's files: a line `roost-KIND 1`, a line `key value` for each key in its order,
/// and a line `crc32 xxxxxxxx` over all bytes before it.
struct Record {
    static let limit = 4096

    private var values: [ArraySlice<UInt8>] = []

    init(_ text: [UInt8], kind: String, keys: [String]) throws(RecordFlaw) {
        guard text.count <= Self.limit else { throw .tooLong }
        let lines = try Self.checkedLines(text)
        guard lines.first.map({ $0.elementsEqual("roost-\(kind) 1".utf8) }) == true else { throw .foreign }
        guard lines.count == keys.count + 1 else { throw .line(min(lines.count, keys.count + 1) + 1) }
        for (place, key) in keys.enumerated() {
            let line = lines[place + 1]
            let head = Array((key + " ").utf8)
            guard line.starts(with: head), line.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { throw .line(place + 2) }
            values.append(line.dropFirst(head.count))
        }
    }

    /// A value by the place of its key; a flaw names its line.
    func value<Value>(_ place: Int, _ read: (ArraySlice<UInt8>) -> Value?) throws(RecordFlaw) -> Value {
        guard let value = read(values[place]) else { throw .line(place + 2) }
        return value
    }

    static func text(kind: String, _ fields: [(key: String, value: [UInt8])]) -> [UInt8] {
        var text = Array("roost-\(kind) 1\n".utf8)
        for field in fields { text += Array((field.key + " ").utf8) + field.value + [0x0A] }
        return text + Array("crc32 ".utf8) + Checksum.hexadecimal(Checksum.crc32(text[...])) + [0x0A]
    }

    /// The lines before the checksum's, if that one fits.
    private static func checkedLines(_ text: [UInt8]) throws(RecordFlaw) -> [ArraySlice<UInt8>] {
        let lastLine = 15
        guard text.count > lastLine else { throw .torn }
        let body = text.dropLast(lastLine)
        let sum = Array("crc32 ".utf8) + Checksum.hexadecimal(Checksum.crc32(body)) + [0x0A]
        guard body.last == 0x0A, text[body.endIndex...].elementsEqual(sum) else { throw .torn }
        return body.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false)
    }
}
