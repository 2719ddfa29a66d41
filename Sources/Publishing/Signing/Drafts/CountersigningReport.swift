package import TUF
import Trust

/// What was signed, or would be, for whoever has to answer for it: nothing that matters is left out.
package struct CountersigningReport: Sendable {
    package struct Target: Sendable {
        package let path: String
        package let length: Int
        /// In hexadecimal digits; what nobody can compare is said as empty.
        package let sha256: String
    }

    /// A role that this one hands its paths on to, by which keys.
    package struct Delegation: Sendable {
        package let role: String
        package let threshold: Int
        package let keys: [String]
    }

    package let role: String
    package let version: Int
    package let expires: UTCTime
    /// Ids of the keys that signed now.
    package let keys: [String]
    /// Signatures there are now, of these keys or others.
    package let signatures: Int
    package let targets: [Target]
    package let delegations: [Delegation]

    init(_ role: String, _ metadata: Metadata<Targets>, keys: [String]) {
        let content = metadata.signed
        (self.role, self.keys, version, expires) = (role, keys, content.version, content.expires)
        signatures = metadata.signatures.count
        targets = content.targets.sorted { $0.key < $1.key }.map { path, file in
            let digest = file.hashes.digests.first { $0.algorithm == .sha256 }
            return Target(path: path.string, length: file.length, sha256: digest.map { "\($0)" } ?? "")
        }
        delegations = Self.delegations(of: content)
    }

    private static func delegations(of content: Targets) -> [Delegation] {
        guard let roles = content.delegations?.roles else { return [] }
        switch roles {
        case .listed(let roles):
            return roles.map { Delegation(role: $0.name.string, threshold: $0.keys.threshold, keys: $0.keys.keyIDs.map(\.string)) }
        case .succinct(let bins):
            return [Delegation(role: "all bins", threshold: bins.keys.threshold, keys: bins.keys.keyIDs.map(\.string))]
        }
    }
}
