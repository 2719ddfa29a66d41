import Contracts

/// Where the steps of operations are done, off the loop: whoever asks waits, the loop does not.
actor Workbench {
    private nonisolated let lane: any SerialExecutor
    nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

    private let workshop: Workshop

    init(_ workshop: Workshop, on lane: any SerialExecutor) { (self.workshop, self.lane) = (workshop, lane) }

    /// - Parameter seconds: that a child may take.
    func perform(
        _ step: Step, of operation: JournalContract.Operation, _ tag: Tag, within seconds: Double = .infinity, _ recall: Recall = Recall()
    ) throws(OperationFailure) {
        try workshop.hurried(to: seconds, recall).perform(step, of: operation, tag)
    }

    func remove(leaving path: HomePath, atMost limit: Int) throws(OperationFailure) -> Bool {
        try workshop.remove(leaving: path, atMost: limit)
    }
}
