/// Ready-made PUB operations for one write; only the numbers are put in each time.
struct Batch {
    private var bytes: [UInt8] = []
    private let stride: Int
    private let payloadStart: Int
    let count: Int

    init(subject: String, payload length: Int, bytes size: Int) {
        let line = Array("PUB \(subject) \(length)\r\n".utf8)
        let one = line + [UInt8](repeating: UInt8(ascii: "."), count: length) + [13, 10]
        count = max(1, size / one.count)
        stride = one.count
        payloadStart = line.count
        for _ in 0..<count { bytes += one }
    }

    /// Numbers the messages from `first` on and hands them over.
    mutating func numbered(from first: Int, last: Bool = false, _ body: (UnsafeRawBufferPointer) -> Bool) -> Bool {
        bytes.withUnsafeMutableBytes { all in
            for index in 0..<count {
                let at = index * stride + payloadStart
                all.storeBytes(of: UInt64(first + index), toByteOffset: at, as: UInt64.self)
                all.storeBytes(of: last && index == count - 1 ? Payload.lastMark : 0, toByteOffset: at + 8, as: UInt64.self)
            }
            return body(UnsafeRawBufferPointer(all))
        }
    }
}
