package import Trust

/// What is wrong with a key's file.
package enum KeyProblem: Equatable, Sendable {
    /// Others than its owner may read or write it.
    case open(mode: UInt32)
    /// It is somebody else's, who can read it and put another one there.
    case owner(UInt32)
    case passphrase(given: Bool)
    case unusable(KeyError)
    /// It is a key, but not the one that its name says.
    case other

    func words(_ path: String) -> String {
        switch self {
        case .open(let mode):
            "others may read this key (mode 0\(String(mode, radix: 8))); chmod 600 \(path), and rotate the role if somebody may have"
        case .owner(let user):
            "this key belongs to user \(user), who may use it; chown it to yourself, and rotate the role if somebody may have"
        case .passphrase(given: true): "the passphrase is wrong"
        case .passphrase(given: false):
            "the key is encrypted; give its passphrase with --passphrase-file, in ROOST_PASSPHRASE, or on a terminal"
        case .unusable(let error): error.description
        case .other: "this is another key than its name says; put the right file back"
        }
    }
}
