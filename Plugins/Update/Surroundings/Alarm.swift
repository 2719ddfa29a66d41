import EventLoop

/// Rings once after a while; setting it anew replaces what was set before.
protocol Alarm: AnyObject {
    func set(after milliseconds: UInt64)
    func stop()
}

extension Timer: Alarm {
    func set(after milliseconds: UInt64) { start(after: milliseconds) }
}
