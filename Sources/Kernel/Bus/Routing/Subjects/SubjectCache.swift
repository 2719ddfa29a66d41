import Glibc

/// What was found for the subjects seen last: a fixed number of slots, each holding the last subject that fell on it.
///
/// Bounded by `slots` × `longestSubject` bytes; nothing is allocated before the first insertion. Looking up costs one
/// hash and one comparison, and no reference counting but the value's own.
final class SubjectCache<Value> {
    static var longestSubject: Int { 128 }

    private let seed: UInt64
    private let slots: Int
    /// The subjects, `longestSubject` bytes for each slot.
    private var subjects: UnsafeMutableRawPointer?
    private var lengths: [Int] = []
    private var values: [Value?] = []

    /// `slots` must be a power of two.
    init(slots: Int, seed: UInt64) {
        precondition(slots.nonzeroBitCount == 1)
        self.slots = slots
        self.seed = seed
    }

    deinit { subjects?.deallocate() }

    @inline(__always)
    func value(for subject: UnsafeRawBufferPointer) -> Value? {
        guard let subjects, let base = subject.baseAddress, !lengths.isEmpty else { return nil }
        let slot = slot(subject)
        guard lengths[slot] == subject.count, memcmp(subjects + slot * Self.longestSubject, base, subject.count) == 0 else { return nil }
        return values[slot]
    }

    func insert(_ value: Value, for subject: UnsafeRawBufferPointer) {
        guard 1...Self.longestSubject ~= subject.count, let base = subject.baseAddress else { return }
        if lengths.isEmpty {
            lengths = Array(repeating: 0, count: slots)
            values = Array(repeating: nil, count: slots)
        }
        let memory = subjects ?? .allocate(byteCount: slots * Self.longestSubject, alignment: 8)
        subjects = memory
        let slot = slot(subject)
        (memory + slot * Self.longestSubject).copyMemory(from: base, byteCount: subject.count)
        lengths[slot] = subject.count
        values[slot] = value
    }

    func removeAll() {
        guard !lengths.isEmpty else { return }
        lengths = []
        values = []
    }

    @inline(__always)
    private func slot(_ subject: UnsafeRawBufferPointer) -> Int {
        Int(truncatingIfNeeded: hash(subject, seed: seed)) & (slots - 1)
    }
}
