import EventLoop

extension BusConnection {
    /// Calls `changed` a moment after something has happened to a file, for as long as the connection lives: it came to be, went, was
    /// written or replaced. An error it throws ends the plugin.
    ///
    /// - Parameter path: absolute; its folder has to be there.
    public func watch(_ path: String, _ changed: @escaping () async throws -> Void) throws(BusError) {
        try checkOpen()
        do throws(UVError) {
            watches.append(try FileWatch(path, of: self, changed))
        } catch {
            throw .invalid("\(path) cannot be watched: \(error.description)")
        }
    }
}
