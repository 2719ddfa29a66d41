import Testing
import Trust

@testable import TUF

struct MetadataTests {
    private let expires = UTCTime(secondsSince1970: 1_900_000_000)

    @Test(arguments: SignatureScheme.allCases)
    func `what is built and signed here is read back the same, and its signature holds`(_ scheme: SignatureScheme) throws {
        let key = try PrivateKey(generating: scheme)
        let open = try Key(key.publicKey())
        let role = RoleKeys([open.id])
        let root = Root(expires: expires, keys: [open.id: open], root: role, timestamp: role, snapshot: role, targets: role)
        let metadata = try Metadata(root).signed(by: key)
        let read = try Metadata<Root>(parsing: metadata.bytes, atMost: 512_000)
        #expect(read == metadata)
        #expect(read.signed == root)
        #expect(read.isSigned(by: root.signers(of: .root)))
        #expect(try !Metadata(root).signed(by: PrivateKey(generating: scheme)).isSigned(by: root.signers(of: .root)))
    }
}
