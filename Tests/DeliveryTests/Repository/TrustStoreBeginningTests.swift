import Support
import TUF
import Testing
import Trust

@testable import Delivery

@Suite struct TrustStoreBeginningTests {
    private let folder: TemporaryFolder
    private let trust: String
    private let good: [UInt8]

    init() throws {
        folder = try TemporaryFolder("beginning", inMemory: true)
        trust = folder.path("trust")
        good = try Self.root()
    }

    private static func root() throws -> [UInt8] {
        let secret = try PrivateKey(generating: .ed25519)
        let key = try Key(secret.publicKey())
        let role = RoleKeys([key.id])
        let expires = UTCTime(secondsSince1970: 2_000_000_000)
        return try Metadata(Root(expires: expires, keys: [key.id: key], root: role, timestamp: role, snapshot: role, targets: role))
            .signed(by: secret).bytes
    }

    /// What is wrong with the first root; nil if nothing is.
    private func problem(_ root: [UInt8]?) throws -> String? {
        do throws(DeliveryError) {
            _ = try TrustStore.open(trust, beginningWith: root)
            return nil
        } catch .metadata(.store(let failure)) {
            #expect(failure.path == "\(trust)/root.json")
            return failure.words
        }
    }

    private var stored: [UInt8]? { get throws { try TrustStore(folder: trust).read("root", atMost: 1 << 20) } }

    private var bad: [[UInt8]] { [[], Array("garbage".utf8), Array(good.dropLast()), Array(#"{"signed":{},"signatures":[]}"#.utf8)] }

    @Test func `a first root that is none is not stored, and does not stand in the way of the right one`() throws {
        for root in bad {
            #expect(try problem(root)?.contains("the root that was given is none to begin with") == true)
            #expect(!exists(trust))
        }
        #expect(try problem(good) == nil)
        #expect(try stored == good)
    }

    @Test func `a stored root that is none is named with the remedy, and replaced by a right one`() throws {
        for root in bad + [Array(repeating: 32, count: Bounds.rootBytes + 1)] {
            let store = TrustStore(folder: trust)
            if !exists(trust) { _ = try folder.makeFolder("trust") }
            try store.write("root", root)
            #expect(try problem(nil)?.contains("give the first root") == true)
            #expect(try problem(Array("garbage".utf8))?.contains("that was given") == true)
            #expect(try stored?.count == root.count || root.count > Bounds.rootBytes)
            #expect(try problem(good) == nil)
            #expect(try stored == good)
        }
    }

    @Test func `what is stored counts for more than a root that is given again`() throws {
        #expect(try problem(nil)?.contains("nothing is trusted here yet") == true)
        #expect(try problem(good) == nil)
        for root in try bad + [Self.root()] { #expect(try problem(root) == nil) }
        #expect(try stored == good)
    }
}
