import Testing

/// A conversation to have with a server, step by step; what the server says back is its transcript.
struct Script: Sendable, CustomTestStringConvertible {
    enum Step: Sendable {
        /// Opens a connection under a name and notes the server's INFO.
        case connect(String)
        case send(String, [UInt8])
        /// Sends PING and notes everything up to its PONG, or the end of the connection. The script's own pings
        /// since the last fence are answered before.
        case fence(String, Order, ownPings: Int)
        /// Notes everything until the server closes.
        case untilClosed(String)
        /// Notes so many frames that come by themselves.
        case await(String, frames: Int)
        case finishSending(String)
        /// Closes from our side and waits until the server has closed too.
        case leave(String)
        case pause(milliseconds: Int)
    }

    /// Where the protocol leaves the server a choice, what is compared regardless of it.
    enum Order: Sendable {
        case asItCame
        /// One message to several subscriptions of one pattern: any order.
        case anyOrder
        /// One message to a queue group: any member.
        case anyMember
    }

    let name: String
    let settings: BusSettings
    let steps: [Step]
    /// Where nats-server 2.15 and 2.9 differ: only the older is followed.
    var followsOldOnly = false

    var testDescription: String { name }
}
