import Glibc

/// How long nobody is served, as a client sees it that connects once a millisecond.
struct Outage {
    private let door: Endpoint
    private var lastServed = nanoseconds()
    private(set) var isServed = true
    /// The longest time between two connections with a refusal in between, and when it began.
    private(set) var longest = 0
    private(set) var began = 0

    init(of port: UInt16) { door = .tcp(port) }

    mutating func look() {
        guard let descriptor = door.dial() else {
            isServed = false
            return
        }
        let now = nanoseconds()
        if !isServed, now - lastServed > longest { (longest, began) = (now - lastServed, lastServed) }
        (lastServed, isServed) = (now, true)
        // It is reset rather than closed: a thousand ports a second would wait for what comes late.
        var immediately = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &immediately, socklen_t(MemoryLayout<linger>.size))
        close(descriptor)
    }
}
