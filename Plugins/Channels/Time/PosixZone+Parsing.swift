extension PosixZone {
    /// Nil for what is not one, and for a summer time without its rule, which POSIX leaves open.
    init?(_ text: some StringProtocol) {
        guard text.utf8.count <= 128 else { return nil }
        var reader = PosixZoneReader(bytes: Array(text.utf8))
        guard reader.name(), let west = reader.time(hours: 24) else { return nil }
        standard = -west
        guard !reader.isAtEnd else {
            summer = nil
            return
        }
        guard reader.name() else { return nil }
        var offset = standard + 3600
        if !reader.isNext(",") {
            guard let west = reader.time(hours: 24) else { return nil }
            offset = -west
        }
        guard reader.take(","), let start = reader.change(), reader.take(","), let end = reader.change(), reader.isAtEnd else { return nil }
        summer = Summer(offset: offset, start: start, end: end)
    }
}

/// One pass over the text.
private struct PosixZoneReader {
    let bytes: [UInt8]
    private var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    func isNext(_ character: Unicode.Scalar) -> Bool { position < bytes.count && bytes[position] == UInt8(ascii: character) }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard isNext(character) else { return false }
        position += 1
        return true
    }

    /// Three letters or more; between `<` and `>` digits and signs too.
    mutating func name() -> Bool {
        let isQuoted = take("<")
        let start = position
        while position < bytes.count, isLetter(bytes[position]) || isQuoted && isQuotable(bytes[position]) { position += 1 }
        return position - start >= 3 && (!isQuoted || take(">"))
    }

    /// `[+-]H[:M[:S]]` in seconds.
    mutating func time(hours most: Int) -> Int? {
        let sign = take("-") ? -1 : take("+") ? 1 : 1
        guard let hours = number(upTo: most) else { return nil }
        var seconds = hours * 3600
        for unit in [60, 1] {
            guard take(":") else { break }
            guard let count = number(upTo: 59) else { return nil }
            seconds += count * unit
        }
        return sign * seconds
    }

    /// `DAY[/TIME]`, at 2 o'clock unless it is said.
    mutating func change() -> PosixZone.Change? {
        guard let day = day() else { return nil }
        guard take("/") else { return PosixZone.Change(day: day, time: 7200) }
        return time(hours: 167).map { PosixZone.Change(day: day, time: $0) }
    }

    private mutating func day() -> PosixZone.Change.Day? {
        if take("J") { return number(upTo: 365).flatMap { $0 >= 1 ? .julian($0) : nil } }
        guard take("M") else { return number(upTo: 365).map { .ofYear($0) } }
        guard let month = number(upTo: 12), month >= 1, take("."), let week = number(upTo: 5), week >= 1, take("."),
            let weekday = number(upTo: 6)
        else { return nil }
        return .weekday(month: month, week: week, weekday: weekday)
    }

    private mutating func number(upTo most: Int) -> Int? {
        let start = position
        var number = 0
        while position < bytes.count, position - start < 3, (0x30...0x39).contains(bytes[position]) {
            number = number * 10 + Int(bytes[position] - 0x30)
            position += 1
        }
        return position > start && number <= most ? number : nil
    }

    private func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) }

    private func isQuotable(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
    }
}
