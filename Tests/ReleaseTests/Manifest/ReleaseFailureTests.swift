import Testing
import Trust
import Wire

@testable import Release

struct ReleaseFailureTests {
    private static let digest = Digest(.sha256, of: [1])

    @Test(arguments: [
        ReleaseFailure.manifest(place: "a", why: "b"), .tree(path: "/a", why: "b"), .artifact(place: "a", why: ""),
        .base(wanted: digest, found: Digest(.sha256, of: [2])), .system(code: 28, doing: "write", path: "/a"), .cancelled,
    ])
    func `one process tells it to another as it is`(_ failure: ReleaseFailure) throws {
        #expect(ReleaseFailure(try JSON(parsing: failure.json.bytes)) == failure)
    }

    @Test(arguments: [
        "null", "{}", #"{"why": "x"}"#, #"{"other": "a", "why": "b"}"#, #"{"base": "00", "found": "00"}"#, #"{"cancelled": false}"#,
    ])
    func `what tells of none is none`(_ text: String) throws { #expect(ReleaseFailure(try JSON(parsing: Array(text.utf8))) == nil) }
}
