import COpenSSL

/// A digest in the making, fed piece by piece. (EVP_DigestInit_ex, EVP_DigestUpdate, EVP_DigestFinal_ex)
///
/// It cannot fail but for want of memory, which ends the process.
public struct DigestStream: ~Copyable {
    private let algorithm: DigestAlgorithm
    private let context: OpaquePointer

    public init(_ algorithm: DigestAlgorithm) {
        self.algorithm = algorithm
        guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, algorithm.evp, nil) == 1 else {
            preconditionFailure("no memory for a digest")
        }
        self.context = context
    }

    deinit { EVP_MD_CTX_free(context) }

    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        precondition(EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1, "EVP_DigestUpdate failed")
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
            precondition(EVP_DigestFinal_ex(context, buffer.baseAddress, nil) == 1, "EVP_DigestFinal_ex failed")
            count = buffer.count
        }
        return Digest(algorithm, bytes)
    }
}
