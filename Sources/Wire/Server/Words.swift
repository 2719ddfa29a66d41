/// Up to five arguments between blanks; five stands for "too many".
struct Words {
    private var words: (Word, Word, Word, Word) = (Word(), Word(), Word(), Word())
    private(set) var count = 0
    private let line: UnsafeRawBufferPointer

    private struct Word {
        var start: Int32 = 0
        var end: Int32 = 0
    }

    /// `breakingLines` makes CR and LF part words too, which SUB and UNSUB do and PUB does not.
    @inline(__always)
    init(_ line: UnsafeRawBufferPointer, breakingLines: Bool = false) {
        self.line = line
        var start = -1
        for index in 0..<line.count {
            let byte = line[index]
            if byte.isBlank || (breakingLines && (byte == 0x0D || byte == 0x0A)) {
                if start >= 0 { append(start, index) }
                start = -1
            } else if start < 0 {
                start = index
            }
        }
        if start >= 0 { append(start, line.count) }
    }

    @inline(__always)
    private mutating func append(_ start: Int, _ end: Int) {
        let word = Word(start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end))
        switch count {
        case 0: words.0 = word
        case 1: words.1 = word
        case 2: words.2 = word
        case 3: words.3 = word
        default: count = 4
        }
        count += 1
    }

    @inline(__always)
    subscript(index: Int) -> UnsafeRawBufferPointer {
        let word =
            switch index {
            case 0: words.0
            case 1: words.1
            case 2: words.2
            default: words.3
            }
        return line.slice(Int(word.start), Int(word.end))
    }
}
