/// Walks over a subject's tokens, the empty ones too; the empty subject has one.
struct SubjectTokens {
    private let bytes: UnsafeRawBufferPointer
    private var start = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    mutating func next() -> UnsafeRawBufferPointer? {
        guard start <= bytes.count else { return nil }
        let end = bytes.firstIndex(ofByte: Subject.separator, from: start) ?? bytes.count
        defer { start = end + 1 }
        return bytes.slice(start, end)
    }
}
