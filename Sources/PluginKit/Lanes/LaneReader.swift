/// Reads what has to be waited for, off the loop.
public actor LaneReader<Value: Sendable> {
    private nonisolated let lane: any SerialExecutor
    public nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }
    private let body: @Sendable () -> Value

    public init(on lane: any SerialExecutor, _ body: @escaping @Sendable () -> Value) { (self.lane, self.body) = (lane, body) }

    public func read() -> Value { body() }
}
