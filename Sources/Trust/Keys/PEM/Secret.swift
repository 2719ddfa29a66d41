import COpenSSL

/// Bytes of a key or a passphrase: in one place, which Swift never copies, and wiped when they are given up. (OPENSSL_cleanse)
public final class Secret {
    /// All of it is wiped, however little is used.
    private let memory: UnsafeMutableRawBufferPointer
    private let giveBack: (UnsafeMutableRawBufferPointer) -> Void
    public let count: Int

    /// Of the `capacity` bytes, `fill` says how many it has used, from the first on.
    public convenience init<Failure: Error>(
        capacity: Int, filledBy fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
    ) throws(Failure) {
        try self.init(in: .allocate(byteCount: capacity, alignment: 1), filledBy: fill) { $0.deallocate() }
    }

    /// Of bytes that are no secret of themselves, or lie elsewhere as well.
    public convenience init(_ bytes: some Collection<UInt8>) {
        self.init(capacity: bytes.count) { memory in
            memory.copyBytes(from: bytes)
            return bytes.count
        }
    }

    /// In memory of the caller's, which gets it back wiped; also where `fill` throws.
    init<Failure: Error>(
        in memory: UnsafeMutableRawBufferPointer, filledBy fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int,
        giveBack: @escaping (UnsafeMutableRawBufferPointer) -> Void
    ) throws(Failure) {
        (self.memory, self.giveBack) = (memory, giveBack)
        do throws(Failure) {
            count = try fill(memory)
        } catch {
            OPENSSL_cleanse(memory.baseAddress, memory.count)
            giveBack(memory)
            throw error
        }
        precondition((0...memory.count).contains(count), "more bytes than there is room for")
    }

    deinit {
        OPENSSL_cleanse(memory.baseAddress, memory.count)
        giveBack(memory)
    }

    /// Lends the bytes; they are not to be kept.
    public func withBytes<Value, Failure: Error>(_ body: (UnsafeRawBufferPointer) throws(Failure) -> Value) throws(Failure) -> Value {
        try body(UnsafeRawBufferPointer(rebasing: memory[..<count]))
    }

    /// In a time that tells nothing of where they differ. (CRYPTO_memcmp)
    public func isEqual(_ other: Secret) -> Bool {
        count == other.count && (count == 0 || CRYPTO_memcmp(memory.baseAddress, other.memory.baseAddress, count) == 0)
    }
}
