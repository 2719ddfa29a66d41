import ArgumentParser
import Contracts

/// A channel's name, or `default`: the host's for a feature, the policy's for the host.
struct ChannelArgument: ExpressibleByArgument, Equatable {
    private static let usual = "default"
    let channel: String?

    /// Any word: the plugin says what it knows.
    init?(argument: String) {
        guard !argument.isEmpty else { return nil }
        channel = argument == Self.usual ? nil : argument
    }

    static var allValueStrings: [String] { ChannelsContract.Channel.allCases.map(\.rawValue).filter { $0 != "hotfix" } + [usual] }
    static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}
