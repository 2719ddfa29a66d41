/// Messages and payload bytes, as nats-server counts them: `in` is what the peer sent.
struct MessageCounters: Equatable {
    var inMessages: Int64 = 0
    var inBytes: Int64 = 0
    var outMessages: Int64 = 0
    var outBytes: Int64 = 0

    static func += (left: inout Self, right: Self) {
        left.inMessages += right.inMessages
        left.inBytes += right.inBytes
        left.outMessages += right.outMessages
        left.outBytes += right.outBytes
    }
}
