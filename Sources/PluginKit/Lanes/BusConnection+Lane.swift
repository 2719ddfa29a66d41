public import EventLoop

extension BusConnection {
    /// An executor for an actor whose work blocks, on disks or in long computations: off the loop, one job at a time.
    ///
    /// ```swift
    /// actor Archive {
    ///     nonisolated let lane: any SerialExecutor
    ///     nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }
    /// }
    /// ```
    public func makeLane() -> any SerialExecutor {
        checkOnLoop()
        return WorkLane(on: backgrounds.executor.loop)
    }

    /// The loop that the plugin lives on, for timers, watchers and clients of its own.
    public var loop: Loop { backgrounds.executor.loop }
}
