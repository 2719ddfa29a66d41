import Glibc

/// The text files by which journal and guard understand each other: lines `key value`, the first `roost-<name> 1`, the last
/// `crc32 xxxxxxxx` over all bytes before it. At most 4 KiB.
struct SlotFile: Equatable, Sendable {
    static let maximumSize = 4096

    let name: String
    /// In the order of the lines.
    let pairs: [(key: String, value: String)]

    init(_ name: String, _ pairs: [(key: String, value: String)]) { (self.name, self.pairs) = (name, pairs) }

    static func == (left: SlotFile, right: SlotFile) -> Bool { left.bytes == right.bytes }

    subscript(key: String) -> String? { pairs.first { $0.key == key }?.value }

    var bytes: [UInt8] {
        let text = "roost-\(name) 1\n" + pairs.map { "\($0.key) \($0.value)\n" }.joined()
        let digits = String(crc32(Array(text.utf8)), radix: 16)
        return Array("\(text)crc32 \(String(repeating: "0", count: 8 - digits.utf8.count))\(digits)\n".utf8)
    }

    /// What is wrong with a file that counts as absent.
    struct Damage: Error, Equatable, Sendable {
        let words: String
    }

    init(_ name: String, reading bytes: [UInt8]) throws(Damage) {
        guard bytes.count <= Self.maximumSize else { throw Damage(words: "larger than \(Self.maximumSize) bytes") }
        // "crc32 xxxxxxxx\n"
        guard bytes.count > 15, bytes.last == UInt8(ascii: "\n") else { throw Damage(words: "cut short") }
        let body = bytes.dropLast(15)
        let seal = String(decoding: bytes.suffix(15).dropLast(), as: UTF8.self)
        let digits = String(crc32(Array(body)), radix: 16)
        guard seal == "crc32 " + String(repeating: "0", count: 8 - digits.utf8.count) + digits else {
            throw Damage(words: "its checksum is wrong")
        }
        guard body.last == UInt8(ascii: "\n") else { throw Damage(words: "cut short") }
        let lines = String(decoding: body.dropLast(), as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.first == "roost-\(name) 1" else { throw Damage(words: "its first line is not 'roost-\(name) 1'") }
        var pairs: [(key: String, value: String)] = []
        for line in lines.dropFirst() {
            let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty else { throw Damage(words: "a line without a value") }
            pairs.append((String(parts[0]), String(parts[1])))
        }
        self.init(name, pairs)
    }
}
