import ArgumentParser

/// A transaction's number.
struct TransactionArgument: ExpressibleByArgument, Equatable {
    let id: String

    init?(argument: String) {
        guard let number = Int64(argument), number > 0, "\(number)" == argument else { return nil }
        id = argument
    }
}
