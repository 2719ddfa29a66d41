import Glibc

extension UInt8 {
    @inline(__always)
    var isBlank: Bool { self == 0x20 || self == 0x09 }
}

extension UnsafeRawBufferPointer {
    /// The bytes from `start` up to `end`, as a buffer that counts from 0.
    @inline(__always)
    func slice(_ start: Int, _ end: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: self[start..<end])
    }

    @inline(__always)
    func from(_ start: Int) -> UnsafeRawBufferPointer { slice(start, count) }

    /// C function: `memchr`.
    @inline(__always)
    func firstIndex(ofByte byte: UInt8, from start: Int) -> Int? {
        guard start < count, let base = baseAddress, let found = memchr(base + start, Int32(byte), count - start) else { return nil }
        return UnsafeRawPointer(found) - base
    }

    /// A count of up to nine digits and nothing else; nil otherwise. Nine digits cannot overflow.
    @inline(__always)
    var decimal: Int? {
        guard (1...9).contains(count) else { return nil }
        var value = 0
        for byte in self {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return value
    }
}
