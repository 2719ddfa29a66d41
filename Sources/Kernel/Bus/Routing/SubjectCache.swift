import Glibc

/// What was found for the subjects seen last: a fixed number of slots, each holding the last subject that fell on it.
///
/// Bounded by `slots` × `longestSubject` bytes; nothing is allocated before the first insertion.
struct SubjectCache<Value> {
    static var longestSubject: Int { 128 }

    private struct Entry {
        let subject: [UInt8]
        let value: Value
    }

    private let seed: UInt64
    private let slots: Int
    private var entries: [Entry?] = []

    /// `slots` must be a power of two.
    init(slots: Int, seed: UInt64) {
        precondition(slots.nonzeroBitCount == 1)
        self.slots = slots
        self.seed = seed
    }

    @inline(__always)
    func value(for subject: UnsafeRawBufferPointer) -> Value? {
        guard !entries.isEmpty, let entry = entries[slot(subject)], entry.subject.count == subject.count else { return nil }
        let isSame = entry.subject.withUnsafeBytes { memcmp($0.baseAddress!, subject.baseAddress!, subject.count) == 0 }
        return isSame ? entry.value : nil
    }

    mutating func insert(_ value: Value, for subject: UnsafeRawBufferPointer) {
        guard 1...Self.longestSubject ~= subject.count else { return }
        if entries.isEmpty { entries = Array(repeating: nil, count: slots) }
        entries[slot(subject)] = Entry(subject: Array(subject), value: value)
    }

    mutating func removeAll() {
        guard !entries.isEmpty else { return }
        entries = []
    }

    @inline(__always)
    private func slot(_ subject: UnsafeRawBufferPointer) -> Int {
        Int(truncatingIfNeeded: hash(subject, seed: seed)) & (slots - 1)
    }
}
