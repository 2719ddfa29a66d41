/// The induced sorting of one text of symbols; recursive, each text at most half as long as the one before.
///
/// A suffix is S if it is less than the one behind it, else L; leftmost S (LMS) if the one before it is L. Once the LMS
/// suffixes are in order, one pass to the right puts the L ones in theirs, and one to the left the S ones.
struct InducedSort<Symbol: FixedWidthInteger> {
    private let text: UnsafeBufferPointer<Symbol>
    private let isS: [Bool]
    /// For each symbol, where its suffixes begin: first the L ones, then the S ones.
    private let lStarts: [Int32]
    private let sStarts: [Int32]
    /// Where the LMS suffixes begin, in the text's order.
    private let marks: [Int32]

    init(_ text: UnsafeBufferPointer<Symbol>, largest: Symbol) {
        self.text = text
        isS = Self.types(text)
        (lStarts, sStarts) = Self.buckets(text, isS, Int(largest))
        let isS = isS
        marks = text.indices.dropFirst().filter { isS[$0] && !isS[$0 - 1] }.map(Int32.init)
    }

    func sorted() -> [Int32] {
        guard text.count > 1 else { return text.isEmpty ? [] : [0] }
        let roughly = induced(from: marks)
        guard marks.count > 1 else { return roughly }
        return induced(from: order(ofMarksIn: roughly))
    }

    private static func types(_ text: UnsafeBufferPointer<Symbol>) -> [Bool] {
        var isS = [Bool](repeating: false, count: text.count)
        for place in text.indices.dropLast().reversed() {
            let (here, next) = (text[place], text[place + 1])
            isS[place] = here == next ? isS[place + 1] : here < next
        }
        return isS
    }

    private static func buckets(_ text: UnsafeBufferPointer<Symbol>, _ isS: [Bool], _ largest: Int) -> (l: [Int32], s: [Int32]) {
        var l = [Int32](repeating: 0, count: largest + 2)
        var s = l
        for place in text.indices {
            if isS[place] { s[Int(text[place])] += 1 } else { l[Int(text[place])] += 1 }
        }
        var start: Int32 = 0
        for symbol in 0...largest + 1 {
            let (lCount, sCount) = (l[symbol], s[symbol])
            (l[symbol], s[symbol]) = (start, start + lCount)
            start += lCount + sCount
        }
        return (l, s)
    }

    /// All suffixes, from LMS ones; in order if those are, else in the order of what lies between two marks.
    private func induced(from marks: [Int32]) -> [Int32] {
        var starts = [Int32](repeating: -1, count: text.count)
        starts.withUnsafeMutableBufferPointer { starts in
            place(marks, in: starts)
            induceL(in: starts)
            induceS(in: starts)
        }
        return starts
    }

    private func place(_ marks: [Int32], in starts: UnsafeMutableBufferPointer<Int32>) {
        var next = sStarts
        for mark in marks {
            let symbol = Int(text[Int(mark)])
            starts[Int(next[symbol])] = mark
            next[symbol] += 1
        }
    }

    private func induceL(in starts: UnsafeMutableBufferPointer<Int32>) {
        var next = lStarts
        func put(_ place: Int) {
            let symbol = Int(text[place])
            starts[Int(next[symbol])] = Int32(place)
            next[symbol] += 1
        }
        put(text.count - 1)
        for index in starts.indices {
            let before = Int(starts[index]) - 1
            if before >= 0, !isS[before] { put(before) }
        }
    }

    private func induceS(in starts: UnsafeMutableBufferPointer<Int32>) {
        // The end of a symbol's suffixes is where the next symbol's begin.
        var next = lStarts
        for index in starts.indices.reversed() {
            let before = Int(starts[index]) - 1
            guard before >= 0, isS[before] else { continue }
            let symbol = Int(text[before]) + 1
            next[symbol] -= 1
            starts[Int(next[symbol])] = Int32(before)
        }
    }

    /// The LMS suffixes in order: what lies between two of them is a symbol of a shorter text, which is sorted.
    private func order(ofMarksIn roughly: [Int32]) -> [Int32] {
        // No two marks are neighbours, so half a place is enough to tell them.
        var numbers = [Int32](repeating: -1, count: text.count / 2 + 1)
        for (number, mark) in marks.enumerated() { numbers[Int(mark) / 2] = Int32(number) }
        let isS = isS
        let ordered = roughly.filter { $0 > 0 && isS[Int($0)] && !isS[Int($0) - 1] }
        var shorter = [Int32](repeating: 0, count: marks.count)
        var name: Int32 = 0
        for (index, mark) in ordered.enumerated() {
            if index > 0, !isSame(Int(numbers[Int(ordered[index - 1]) / 2]), Int(numbers[Int(mark) / 2])) { name += 1 }
            shorter[Int(numbers[Int(mark) / 2])] = name
        }
        return shorter.withUnsafeBufferPointer { InducedSort<Int32>($0, largest: name).sorted() }.map { marks[Int($0)] }
    }

    /// Whether the same lies between two marks and those behind them.
    private func isSame(_ one: Int, _ other: Int) -> Bool {
        let end = { (number: Int) in number + 1 < marks.count ? Int(marks[number + 1]) : text.count }
        let (start, otherStart) = (Int(marks[one]), Int(marks[other]))
        let length = end(one) - start
        guard length == end(other) - otherStart, start + length < text.count, otherStart + length < text.count else { return false }
        return (0...length).allSatisfy { text[start + $0] == text[otherStart + $0] }
    }
}
