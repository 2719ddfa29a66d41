extension XZWriter {
    private static let pieceSize = 1 << 20

    /// Bytes in memory, compressed; nil as soon as it is known not to be below the limit.
    static func compressed(_ raw: UnsafeRawBufferPointer, _ settings: XZSettings, below limit: Int) throws(ReleaseFailure) -> [UInt8]? {
        var bytes: [UInt8] = []
        let xz = try XZWriter(settings) { (piece) throws(ReleaseFailure) in bytes += piece }
        for start in stride(from: 0, to: raw.count, by: pieceSize) {
            try xz.write(raw[start..<min(raw.count, start + pieceSize)].rebased)
            if bytes.count >= limit { return nil }
        }
        try xz.finish()
        return bytes.count < limit ? bytes : nil
    }

    static func compressed(_ raw: [UInt8], _ settings: XZSettings) throws(ReleaseFailure) -> [UInt8] {
        let bytes = try raw.withBytes { (raw) throws(ReleaseFailure) in try compressed(raw, settings, below: .max) }
        guard let bytes else { preconditionFailure("no memory holds as many bytes") }
        return bytes
    }
}
