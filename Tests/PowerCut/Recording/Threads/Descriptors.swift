/// The descriptors of one process that are files of the recording.
final class Descriptors {
    private struct Slot {
        let file: OpenFile
        /// Line at which the descriptor was known to be this file.
        let since: Int
    }

    private var slots: [Int: Slot] = [:]

    init() {}

    func copy() -> Descriptors {
        let copy = Descriptors()
        copy.slots = slots
        return copy
    }

    subscript(number: Int) -> OpenFile? { slots[number]?.file }

    /// A number that now means this file, or none of the recording.
    func set(_ number: Int, to file: OpenFile?, at line: Int) { slots[number] = file.map { Slot(file: $0, since: line) } }

    /// Closed by a call that began at `line`: another thread may have been given the number since.
    func close(_ number: Int, from line: Int) {
        if let slot = slots[number], slot.since < line { slots[number] = nil }
    }

    func close(_ numbers: ClosedRange<Int>, from line: Int) {
        for number in slots.keys where numbers.contains(number) { close(number, from: line) }
    }
}
