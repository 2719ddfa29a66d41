/// Writes one MSG or HMSG line into reserved memory.
struct LineWriter {
    private(set) var position: UnsafeMutableRawPointer

    @inline(__always)
    init(_ position: UnsafeMutableRawPointer) { self.position = position }

    @inline(__always)
    mutating func message(_ message: Message, _ sid: [UInt8], withHeader: Bool) {
        append(withHeader ? "HMSG " : "MSG ")
        append(message.subject)
        append(UInt8(ascii: " "))
        sid.withUnsafeBytes { append($0) }
        append(UInt8(ascii: " "))
        if !message.reply.isEmpty {
            append(message.reply)
            append(UInt8(ascii: " "))
        }
        if withHeader {
            append(message.headerSize)
            append(UInt8(ascii: " "))
        }
        if withHeader || message.headerLength == 0 {
            append(message.size)
        } else {
            append(decimal: message.body.count - message.headerLength)
        }
        endLine()
    }

    @inline(__always)
    mutating func endLine() {
        position.storeBytes(of: UInt16(littleEndian: 0x0A0D), as: UInt16.self)
        position += 2
    }

    @inline(__always)
    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress else { return }
        position.copyMemory(from: base, byteCount: bytes.count)
        position += bytes.count
    }

    @inline(__always)
    private mutating func append(_ text: StaticString) {
        position.copyMemory(from: text.utf8Start, byteCount: text.utf8CodeUnitCount)
        position += text.utf8CodeUnitCount
    }

    @inline(__always)
    private mutating func append(_ byte: UInt8) {
        position.storeBytes(of: byte, as: UInt8.self)
        position += 1
    }

    @inline(__always)
    private mutating func append(decimal value: Int) {
        var divisor = 1
        while value / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / divisor % 10))
            divisor /= 10
        }
    }
}
