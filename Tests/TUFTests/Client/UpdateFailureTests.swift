import Testing

@testable import TUF

struct UpdateFailureTests {
    @Test(arguments: [
        ("http://me:secret@repo.lan:81/metadata/2.root.json", "http://repo.lan:81/metadata/2.root.json"),
        ("https://me:sec@ret@repo.lan?x@y", "https://repo.lan?x@y"), ("https://repo.lan/a@b/root.json", "https://repo.lan/a@b/root.json"),
        ("/media/me@home://x@y/root.json", "/media/me@home://x@y/root.json"), ("repo", "repo"),
    ])
    func `words name no user and no password`(_ url: String, _ shown: String) {
        #expect("\(UpdateFailure.missing(url: url))" == "the repository has no \(shown)")
        #expect("\(UpdateFailure.unreachable(url: url, words: "broken off"))" == "cannot fetch \(shown): broken off")
    }
}
