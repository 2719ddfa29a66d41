import PluginKit

extension BusConnection {
    /// Returns after so many seconds, or at most one after the task is cancelled.
    func pause(seconds: Double) async {
        var left = seconds
        while left > 0, !Task.isCancelled {
            await pause(.seconds(min(left, 1)))
            left -= 1
        }
    }
}
