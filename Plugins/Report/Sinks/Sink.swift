import Contracts

/// Where entries go. What becomes of a delivery whose task was cancelled, nobody asks.
protocol Sink {
    func deliver(_ entry: ReportContract.Entry) async -> Delivery.Attempt
}
