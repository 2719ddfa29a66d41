import Testing

@testable import Trust

struct KeyTests {
    private let message = Array("release 1.4.0".utf8)

    @Test(arguments: SignatureScheme.allCases)
    func `what a key signs its public key accepts, and nothing else`(_ scheme: SignatureScheme) throws {
        let key = try PrivateKey(generating: scheme)
        let signature = try key.sign(message)
        let open = try key.publicKey()
        #expect(open.scheme == scheme)
        #expect(open.isValid(signature, over: message))
        #expect(!open.isValid(signature, over: message + [0]))
        #expect(!open.isValid(signature.dropLast(), over: message))
        #expect(!open.isValid([], over: message))
        for place in [0, signature.count / 2, signature.count - 1] {
            var changed = signature
            changed[place] ^= 1
            #expect(!open.isValid(changed, over: message))
        }
        #expect(try !PrivateKey(generating: scheme).publicKey().isValid(signature, over: message))
    }

    @Test(arguments: SignatureScheme.allCases)
    func `a key comes back from PEM, with a passphrase and without`(_ scheme: SignatureScheme) throws {
        let key = try PrivateKey(generating: scheme)
        let signature = try key.sign(message)
        let passphrase = Secret("correct horse".utf8)
        let encrypted = try key.pem(passphrase: passphrase)
        #expect(encrypted.withBytes { $0.starts(with: "-----BEGIN ENCRYPTED PRIVATE KEY-----".utf8) })
        for read in [try PrivateKey(pem: key.pem()), try PrivateKey(pem: encrypted, passphrase: passphrase)] {
            #expect(try read.publicKey().isValid(signature, over: message))
            #expect(try key.publicKey().isValid(read.sign(message), over: message))
        }
        #expect(try PublicKey(pem: key.publicKey().pem()).isValid(signature, over: message))
    }

    @Test func `a wrong or missing passphrase is said to be that`() throws {
        let encrypted = try PrivateKey(generating: .ed25519).pem(passphrase: Secret("right".utf8))
        #expect(throws: KeyError.passphrase) { try PrivateKey(pem: encrypted) }
        #expect(throws: KeyError.passphrase) { try PrivateKey(pem: encrypted, passphrase: Secret("wrong".utf8)) }
        #expect(throws: KeyError.passphrase) { try PrivateKey(pem: encrypted, passphrase: Secret([])) }
    }

    @Test func `a passphrase that could not be read again is refused before there is a key under it`() throws {
        let key = try PrivateKey(generating: .ed25519)
        let longest = Secret(Array(repeating: 0x61, count: PrivateKey.longestPassphrase))
        let read = try PrivateKey(pem: key.pem(passphrase: longest), passphrase: longest)
        #expect(try key.publicKey().isValid(read.sign(message), over: message))
        #expect(throws: KeyError.passphraseTooLong) { try key.pem(passphrase: Secret(Array(repeating: 0x61, count: longest.count + 1))) }
    }

    @Test(arguments: ["", "no key", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"])
    func `what is no key is refused`(_ text: String) {
        #expect(throws: KeyError.self) { try PublicKey(pem: text) }
        #expect(throws: KeyError.self) { try PrivateKey(pem: Secret(text.utf8)) }
    }

    /// RFC 8032, section 7.1, test 2.
    @Test func `an Ed25519 key of 32 bytes checks the standard's signature`() throws {
        let key = try PublicKey(ed25519: #require(Hexadecimal.bytes("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")))
        let signature = try #require(
            Hexadecimal.bytes(
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                    + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
            ))
        #expect(key.isValid(signature, over: [0x72]))
        #expect(!key.isValid(signature, over: [0x73]))
        #expect(Hexadecimal.text(try #require(key.ed25519)).hasPrefix("3d4017"))
    }

    @Test func `keys of other kinds, curves and strengths are not taken`() {
        // openssl ecparam -name secp384r1 -genkey -noout | openssl ec -pubout; openssl genrsa 1024 | openssl rsa -pubout; X25519
        for pem in [Self.p384, Self.rsa1024, Self.x25519] { #expect(throws: KeyError.unsupported) { try PublicKey(pem: pem) } }
        #expect(throws: KeyError.self) { try PublicKey(ed25519: [1, 2, 3]) }
    }

    private static let p384 = """
        -----BEGIN PUBLIC KEY-----
        MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEeQf7hS5QCEahTh0LXHPmk8KQR8xRmA+U
        Rez9pg8PZrOkc/Xx6mhZSAfAq2o3IvYAJQf/dOazO2Dh3yCL6Rz+dfJ+EuczMulA
        xM4aefzNkixoZlCWQMqur02o6WWm15uo
        -----END PUBLIC KEY-----
        """

    private static let rsa1024 = """
        -----BEGIN PUBLIC KEY-----
        MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDBNNOzcJRBbixDGupnf9cGKLtc
        n9PC+DZI0BNDboUrReAqqskJep/XJgWPQocangsXSPdb26VqbEAqWhAhzJvTbFiZ
        84WdblX2uvz4CgDbdVqAbbytUGFy9RfFmuP9AUWXR+1n23hrhHiDydNWJKCYgjmN
        3pKAQovq7a9cvv7rNQIDAQAB
        -----END PUBLIC KEY-----
        """

    private static let x25519 = """
        -----BEGIN PUBLIC KEY-----
        MCowBQYDK2VuAyEAU52N2tvi5UsCUwZqm4VU7CqtPxcthN3GR7FdfEZzszM=
        -----END PUBLIC KEY-----
        """

    @Test(arguments: SignatureScheme.allCases)
    func `a key has one identity, and another key another`(_ scheme: SignatureScheme) throws {
        let key = try PrivateKey(generating: scheme).publicKey()
        let identity = try #require(key.identity)
        #expect(try PublicKey(pem: key.pem()).identity == identity)
        #expect(try PrivateKey(generating: scheme).publicKey().identity != identity)
    }
}
