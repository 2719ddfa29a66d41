import COpenSSL

/// A digest in the making, fed piece by piece. (SHA256_Update, SHA512_Update and their like)
///
/// It goes past OpenSSL's providers: fetching a digest from one costs a small process more memory than all else it does.
/// It cannot fail.
public struct DigestStream: ~Copyable {
    private enum Context {
        case sha256(UnsafeMutablePointer<SHA256_CTX>)
        case sha512(UnsafeMutablePointer<SHA512_CTX>)

        init(_ algorithm: DigestAlgorithm) {
            switch algorithm {
            case .sha256:
                let state = UnsafeMutablePointer<SHA256_CTX>.allocate(capacity: 1)
                SHA256_Init(state)
                self = .sha256(state)
            case .sha512:
                let state = UnsafeMutablePointer<SHA512_CTX>.allocate(capacity: 1)
                SHA512_Init(state)
                self = .sha512(state)
            }
        }
    }

    private let algorithm: DigestAlgorithm
    private let context: Context

    public init(_ algorithm: DigestAlgorithm) { (self.algorithm, context) = (algorithm, Context(algorithm)) }

    deinit {
        switch context {
        case .sha256(let state): state.deallocate()
        case .sha512(let state): state.deallocate()
        }
    }

    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        switch context {
        case .sha256(let state): SHA256_Update(state, start, bytes.count)
        case .sha512(let state): SHA512_Update(state, start, bytes.count)
        }
    }

    public mutating func update<Bytes: Collection>(_ bytes: Bytes) where Bytes.Element == UInt8 {
        if bytes.withContiguousStorageIfAvailable({ update(UnsafeRawBufferPointer($0)) }) == nil {
            Array(bytes).withUnsafeBytes { update($0) }
        }
    }

    /// The digest of all that was given.
    public consuming func finish() -> Digest {
        let context = context
        let bytes = [UInt8](unsafeUninitializedCapacity: algorithm.length) { buffer, count in
            switch context {
            case .sha256(let state): SHA256_Final(buffer.baseAddress, state)
            case .sha512(let state): SHA512_Final(buffer.baseAddress, state)
            }
            count = buffer.count
        }
        return Digest(algorithm, bytes)
    }
}
