import Trust

@testable import TUF

/// The readers of TUF metadata.
enum MetadataHarness {
    static func metadata(_ bytes: [UInt8]) {
        let rest = Array(bytes.dropFirst())
        switch (bytes.first ?? 0) % 4 {
        case 0: check(Root.self, rest)
        case 1: check(Timestamp.self, rest)
        case 2: check(Snapshot.self, rest)
        default: check(Targets.self, rest)
        }
    }

    /// What is read is written again and read again the same: else a signature would be over something else.
    private static func check<Role: SignedRole>(_: Role.Type, _ bytes: [UInt8]) {
        guard let metadata = try? Metadata<Role>(parsing: bytes, atMost: 1 << 20) else { return }
        precondition((try? Metadata<Role>(parsing: metadata.bytes, atMost: 1 << 21)) == metadata, "metadata that changes")
    }

    static var seeds: [[UInt8]] {
        guard let signer = try? PrivateKey(generating: .ed25519), let key = (try? signer.publicKey()).flatMap({ try? Key($0) }) else {
            preconditionFailure("no key")
        }
        let time = UTCTime(secondsSince1970: 2_000_000_000)
        let keys = RoleKeys([key.id], threshold: 1)
        let root = Root(expires: time, keys: [key.id: key], root: keys, timestamp: keys, snapshot: keys, targets: keys)
        let file = MetaFile(version: 3, of: Array("x".utf8))
        var targets = Targets(
            expires: time,
            targets: ["stable/a": TargetFile(length: 1, hashes: Hashes(Digest(.sha256, of: [UInt8](repeating: 1, count: 1))))])
        let stable = DelegatedRole(name: "stable", keys: keys, isTerminating: true, scope: .paths([PathPattern("stable/*")]))
        targets.delegations = Delegations(keys: [key.id: key], roles: .listed([stable]))
        return [
            [0] + signed(root, signer), [1] + signed(Timestamp(expires: time, snapshot: file), signer),
            [2] + signed(Snapshot(expires: time, meta: ["targets.json": file]), signer), [3] + signed(targets, signer),
        ]
    }

    private static func signed<Role: SignedRole>(_ role: Role, _ key: PrivateKey) -> [UInt8] {
        guard let metadata = try? Metadata(role).signed(by: key) else { preconditionFailure("nothing is signed") }
        return metadata.bytes
    }
}
