import Contracts
import Manifests

/// Is it from the channel that is followed, and does that channel update by itself?
enum ChannelCriterion: Criterion {
    static let name = "channel"

    static func judge(_ question: Question) -> Finding {
        let (candidate, followed) = (question.candidate, question.following.channel)
        guard let channel = ChannelsContract.Channel(rawValue: candidate.channel) else {
            return .refuse("'\(candidate.channel.prefix(40))' is no channel known here")
        }
        guard channel != .hotfix else { return .pass("a hotfix, which every router takes") }
        guard channel.rawValue == followed.rawValue else {
            return .refuse("it is in \(channel.rawValue), and \(followed.rawValue) is followed (roost channel set \(channel.rawValue))")
        }
        guard channel == .lts, !candidate.security, !question.isAsked else {
            return .pass("\(channel.rawValue) is followed, by \(question.following.by.rawValue)")
        }
        return .refuse("lts takes security releases only, and this is none (roost update run \(candidate.id) takes it)")
    }
}
