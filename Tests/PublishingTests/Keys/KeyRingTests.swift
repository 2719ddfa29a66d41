import Glibc
import Support
import TUF
import Testing
import Trust

@testable import Publishing

struct KeyRingTests {
    private let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder("keys", inMemory: true) }

    private func ring(_ passphrase: String? = nil) -> KeyRing {
        KeyRing(folders: [folder.path("none"), folder.path]) { _ in passphrase.map { Secret($0.utf8) } }
    }

    private func make(_ passphrase: String? = nil) throws -> String {
        let key = try ring().makeKeys(
            1, for: "stable", .ed25519, in: Shelf(folder.path), passphrase: passphrase.map { Secret($0.utf8) }, reusing: false)
        return key[0].id.string
    }

    private func problem(_ passphrase: String?, _ id: String) throws -> KeyProblem? {
        let error = #expect(throws: PublishingError.self) { try ring(passphrase).key(role: "stable", id: id) }
        if case .key(let path, let problem)? = error {
            #expect(path == folder.path("stable-\(id.prefix(8)).pem"))
            return problem
        }
        return nil
    }

    @Test(arguments: SignatureScheme.allCases)
    func `a key that was made is found by its role and id, for its owner alone`(_ scheme: SignatureScheme) throws {
        let key = try ring().makeKeys(1, for: "stable", scheme, in: Shelf(folder.path), passphrase: nil, reusing: false)[0]
        #expect(try ring().key(role: "stable", id: key.id.string)?.scheme == scheme)
        #expect(try ring().key(role: "beta", id: key.id.string) == nil)
        var status = stat()
        #expect(stat(folder.path("stable-\(key.id.string.prefix(8)).pem"), &status) == 0 && status.st_mode & 0o777 == 0o600)
    }

    @Test func `a key's file that cannot be had is named, and not said to be missing`() throws {
        let id = try make()
        let path = folder.path("stable-\(id.prefix(8)).pem")
        #expect(unlink(path) == 0 && symlink(path, path) == 0)
        #expect(throws: PublishingError.file(path: path, words: String(cString: strerror(ELOOP)))) {
            try ring().key(role: "stable", id: id)
        }
        #expect(unlink(path) == 0)
        #expect(try ring().key(role: "stable", id: id) == nil)
    }

    @Test func `an encrypted key wants its passphrase`() throws {
        let id = try make("right")
        #expect(folder.read("stable-\(id.prefix(8)).pem").contains("ENCRYPTED"))
        #expect(try ring("right").key(role: "stable", id: id) != nil)
        #expect(try problem("wrong", id) == .passphrase(given: true))
        #expect(try problem(nil, id) == .passphrase(given: false))
    }

    @Test func `a passphrase that fits once is tried before anybody is asked again`() throws {
        let ids = try [make("one"), make("one"), make("two")]
        var asked: [String] = []
        let ring = KeyRing(folders: [folder.path]) { path in
            asked.append(path)
            return Secret((asked.count == 1 ? "one" : "two").utf8)
        }
        for id in ids + ids { #expect(try ring.key(role: "stable", id: id) != nil) }
        #expect(asked.count == 2)
    }

    @Test(arguments: [0o644, 0o640, 0o604, 0o620])
    func `a key that others may use is refused`(_ mode: mode_t) throws {
        let id = try make()
        chmod(folder.path("stable-\(id.prefix(8)).pem"), mode)
        #expect(try problem(nil, id) == .open(mode: mode))
    }

    /// Root reads whatever it likes, and is the only one who can give a file to somebody else.
    @Test(.enabled(if: geteuid() == 0))
    func `a key that belongs to somebody else, who may read it and write it, is refused`() throws {
        let id = try make()
        chown(folder.path("stable-\(id.prefix(8)).pem"), 65534, 65534)
        let error = #expect(throws: PublishingError.self) { try ring().key(role: "stable", id: id) }
        #expect(error?.description.contains("belongs to user 65534") == true, "\(error as Any)")
    }

    @Test func `a key of another role, whose name begins the same, is not asked for`() throws {
        let id = try make()
        for name in ["stable-eu-01234567.pem", "stable-0123456.pem", "stable-012345678.pem", "stable-0123456G.pem"] {
            try folder.write("no key", to: name, mode: 0o600)
        }
        #expect(try ring().keys(of: "stable").map(\.id) == [id])
    }

    @Test func `another key under its name, and what is no key, are told apart`() throws {
        let (one, other) = try (make(), make())
        rename(folder.path("stable-\(other.prefix(8)).pem"), folder.path("stable-\(one.prefix(8)).pem"))
        #expect(try problem(nil, one) == .other)
        try folder.write("no key", to: "stable-\(one.prefix(8)).pem", mode: 0o600)
        guard case .unusable(.malformed)? = try problem(nil, one) else { return #expect(Bool(false)) }
    }
}
