/// The arguments and the body of a PUB or HPUB.
public struct Publication {
    public let subject: UnsafeRawBufferPointer
    /// Empty when no answer is asked for.
    public let reply: UnsafeRawBufferPointer
    /// Bytes of the body that are its header block; 0 without one.
    public let headerLength: Int
    /// Header block and payload.
    public let body: UnsafeRawBufferPointer
    /// The two sizes as the client wrote them, which is how subscribers get them: `007` stays `007`.
    public let headerSize: UnsafeRawBufferPointer
    public let size: UnsafeRawBufferPointer
}
