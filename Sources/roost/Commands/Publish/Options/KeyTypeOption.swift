import ArgumentParser
import Trust

/// Which kind of key is made.
struct KeyTypeOption: ParsableArguments {
    enum Kind: String, CaseIterable, ExpressibleByArgument {
        case ed25519, ecdsa, rsa
    }

    @Option(name: .customLong("key-type"), help: "The kind of the new keys.")
    private var kind = Kind.ed25519

    var scheme: SignatureScheme {
        switch kind {
        case .ed25519: .ed25519
        case .ecdsa: .ecdsaP256
        case .rsa: .rsaPSS
        }
    }
}
