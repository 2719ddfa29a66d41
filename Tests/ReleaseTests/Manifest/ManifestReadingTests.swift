import Testing
import Trust

@testable import Release

struct ManifestReadingTests {
    private static let text = """
        {"format":1,"kind":"core","version":"1.0.0","architecture":"all","minimum":null,"security":false,"migrations":[],
        "needs":{"disk":0,"memory":0},"files":[{"path":"a","mode":"0644","size":1,"sha256":"\(String(repeating: "0", count: 64))"}]}
        """

    private static func read(_ text: String) throws(ReleaseFailure) -> ReleaseManifest { try ReleaseManifest(parsing: Array(text.utf8)) }

    @Test func `facts of later versions are passed over`() throws {
        let later = Self.text.replacing("\"security\"", with: "\"colour\":{\"a\":[1,2]},\"security\"")
        #expect(try Self.read(later) == Self.read(Self.text))
    }

    /// What is replaced by what, and the words of the refusal.
    @Test(arguments: [
        ("\"format\":1", "\"format\":2", "'format': 2 is unknown here"), ("\"format\":1", "\"form\":1", "'format': it is missing"),
        ("\"format\":1", "\"format\":1.5", "'format': it is not a whole number"),
        ("\"format\":1,", "\"format\":1,\"format\":1,", "'format': it is there twice"),
        ("\"core\"", "\"Core\"", "neither 'core' nor"), ("1.0.0", "1.0", "no semantic version"),
        ("\"size\":1", "\"size\":-1", "files[0] 'size'"),
        ("\"size\":1", "\"size\":1e3", "files[0] 'size'"), ("\"size\":1", "\"size\":9223372036854775808", "files[0] 'size'"),
        ("\"size\":1", "\"size\":1,\"owner\":0", "files[0] 'owner': it means nothing here"), ("\"0644\"", "\"644\"", "files[0] 'mode'"),
        ("\"0644\"", "\"+644\"", "files[0] 'mode'"), ("\"0644\"", "\"4755\"", "a mode"),
        ("\"path\":\"a\"", "\"path\":\"../a\"", "files[0] 'path'"),
        ("\"path\":\"a\"", "\"path\":7", "files[0] 'path': it is not a text"), ("\"mode\"", "\"link\":\"b\",\"mode\"", "files[0] 'mode'"),
        ("0000000000\"", "000000000\"", "it is no SHA-256"), ("{\"disk\":0", "[\"disk\",0", "byte"), ("\"files\":[", "\"files\":{", "byte"),
        ("\"migrations\":[]", "\"migrations\":[3]", "migrations[0] : no object"),
    ])
    func `a broken text is refused with its place`(_ part: String, _ replacement: String, _ words: String) {
        let broken = Self.text.replacing(part, with: replacement)
        #expect(broken != Self.text)
        let failure = #expect(throws: ReleaseFailure.self) { try Self.read(broken) }
        #expect(failure.map { $0.description.contains(words) } == true, "\(failure as Any)")
    }

    @Test func `what is no UTF-8, too deep or too long is refused`() {
        let invalid = Array(Self.text.utf8).map { $0 == UInt8(ascii: "a") ? 0xff : $0 }
        #expect(throws: ReleaseFailure.manifest(place: "its text", why: "it is not UTF-8")) { try ReleaseManifest(parsing: invalid) }
        #expect(throws: ReleaseFailure.self) { try Self.read(String(repeating: "[", count: 1_000_000)) }
        #expect(throws: ReleaseFailure.self) {
            try ReleaseManifest(parsing: Array(repeating: 0x20, count: ReleaseManifest.maximumLength + 1))
        }
    }

    /// 8 MiB of them would be hundreds of megabytes once they are read.
    @Test(arguments: ["[0]", "0", "{\"\":0}", "\"\""]) func `more values than any release needs are refused`(_ value: String) throws {
        let text = { (count: Int) in
            Self.text.replacing(
                "\"security\"", with: "\"colour\":[\(Array(repeating: value, count: count).joined(separator: ","))],\"security\"")
        }
        #expect(try Self.read(text(1000)) == Self.read(Self.text))
        let failure = #expect(throws: ReleaseFailure.self) { try Self.read(text(150_000)) }
        #expect(failure.map { $0.description.contains("too many values") } == true, "\(failure as Any)")
    }

    @Test func `as many files as a release may have are read`() throws {
        let entries = (0..<ReleaseManifest.maximumEntries).map {
            TreeEntry(path: TreePath("f\($0)")!, content: .file(mode: 0o644, size: 0, digest: .init(.sha256, of: [])))
        }
        let manifest = try ReleaseManifest(SampleTree.facts(), entries)
        #expect(try ReleaseManifest(parsing: manifest.bytes) == manifest)
    }

    @Test func `files out of order are refused`() throws {
        let line = "{\"path\":\"NAME\",\"link\":\"x\"}"
        let text = { (names: [String]) in
            Self.text.replacing(
                try! Regex("\\[\\{.*\\}\\]"), with: "[\(names.map { line.replacing("NAME", with: $0) }.joined(separator: ","))]")
        }
        #expect(try Self.read(text(["a", "b"])).entries.count == 2)
        #expect(throws: ReleaseFailure.self) { try Self.read(text(["b", "a"])) }
        #expect(throws: ReleaseFailure.self) { try Self.read(text(["a", "a"])) }
    }
}
