import Manifests
import TUF

/// Which roles have expired, which soon will, and what is to be done, in words.
struct ExpiryWords {
    private let state: RepositoryState
    private let now: UTCTime

    init(_ state: RepositoryState, now: UTCTime) { (self.state, self.now) = (state, now) }

    var expired: [String] {
        state.expiries.filter { $0.expires <= now }.map { "role '\($0.role)' expired at \($0.expires); \(Self.remedy($0.role))" }
    }

    /// `within`: so many seconds before a role expires, it is time to say so.
    func expiring(within: (_ role: String) -> Int) -> [String] {
        state.expiries.filter { $0.expires > now && $0.expires <= now.advanced(bySeconds: within($0.role)) }
            .map { "role '\($0.role)' expires at \($0.expires); \(Self.remedy($0.role))" }
    }

    private static func remedy(_ role: String) -> String {
        switch role {
        case "timestamp": "run roost publish refresh"
        case "root", "targets": "run roost publish refresh \(role) where its keys are"
        default: "run roost publish refresh \(role)"
        }
    }
}

extension Publisher {
    /// Of roles that will expire if nobody signs them: once less than a third of their time is left, or none.
    package func warnings(of state: RepositoryState) -> [String] {
        let words = ExpiryWords(state, now: now)
        return words.expired + words.expiring { Int(pen.signing($0).lifetime) / 3 }
    }
}
