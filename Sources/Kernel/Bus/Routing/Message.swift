/// A view of a message on its way; its buffers are valid only during the call.
struct Message {
    let subject: UnsafeRawBufferPointer
    /// Empty when no answer is asked for.
    let reply: UnsafeRawBufferPointer
    let headerLength: Int
    /// Header block and payload.
    let body: UnsafeRawBufferPointer
    /// The sizes as the sender wrote them.
    let headerSize: UnsafeRawBufferPointer
    let size: UnsafeRawBufferPointer
    /// Nil for the kernel's own. Unsafe as the buffers are: the sender lives as long as the call.
    unowned(unsafe) let sender: Peer?

    /// Makes a message of the kernel's own for the length of `body`.
    static func with<Result>(
        subject: UnsafeRawBufferPointer, reply: UnsafeRawBufferPointer, header: [UInt8], payload: [UInt8],
        _ body: (Message) -> Result
    ) -> Result {
        (header + payload).withUnsafeBytes { bytes in
            Array(String(header.count).utf8).withUnsafeBytes { headerSize in
                Array(String(bytes.count).utf8).withUnsafeBytes { size in
                    body(
                        Message(
                            subject: subject, reply: reply, headerLength: header.count, body: bytes, headerSize: headerSize,
                            size: size, sender: nil))
                }
            }
        }
    }

    var isToInbox: Bool { subject.first == UInt8(ascii: "_") && subject.starts(with: "_INBOX.".utf8) }

    /// The payload without its header block.
    var payload: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: body[headerLength...]) }
}
