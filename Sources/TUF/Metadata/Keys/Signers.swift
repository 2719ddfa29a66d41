import Trust

/// Who must have signed a role, with their keys.
public struct Signers: Hashable, Sendable {
    public let role: RoleKeys
    /// Those of the role that there are.
    public let keys: [ExactText: Key]

    public init(role: RoleKeys, among keys: [ExactText: Key]) {
        self.role = role
        let ids = Set(role.keyIDs)
        self.keys = keys.filter { ids.contains($0.key) }
    }

    /// How many different keys have signed `bytes`; each counts once, under how many ids and in how many forms it may be listed.
    /// Signatures that are bad, of other keys or of kinds that are not understood count nothing, and do no harm.
    public func count(of signatures: [Signature], over bytes: [UInt8]) -> Int {
        var signed: Set<[UInt8]> = []
        for signature in signatures {
            guard let key = keys[signature.keyID]?.verifier, let value = signature.bytes, key.isValid(value, over: bytes) else { continue }
            if let identity = key.identity { signed.insert(identity) }
        }
        return signed.count
    }
}
