import ArgumentParser

/// `Name: value`.
struct HeaderArgument: ExpressibleByArgument, Equatable {
    let name: String
    let value: String

    init?(argument: String) {
        let parts = argument.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[0].contains(where: \.isWhitespace) else { return nil }
        name = String(parts[0])
        value = String(parts[1].drop { $0 == " " })
    }
}
