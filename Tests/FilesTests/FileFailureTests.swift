import Glibc
import Testing

@testable import Files

struct FileFailureTests {
    @Test(arguments: [
        (FileFailure.system(code: ENOSPC, doing: "write", path: "/a"), "cannot write /a: No space left on device"),
        (.notRegular(path: "/a"), "/a: not a regular file"),
        (.tooLong(path: "/a", limit: 5, size: 9), "/a: larger than 5 bytes"),
        (.tooDeep(path: "/a", limit: 3), "/a: more than 3 folders deep"),
        (.tooMany(path: "/a", limit: 3), "/a: more than 3 names in it"),
    ])
    func `a failure says what was done to what, and why not`(_ failure: FileFailure, _ words: String) {
        #expect(failure.description == words && failure.path == "/a" && words.hasSuffix(failure.words))
    }

    @Test func `only the system has error numbers`() {
        errno = ENOTDIR
        #expect(FileFailure.last("open", "/a") == .system(code: ENOTDIR, doing: "open", path: "/a"))
        #expect(FileFailure.last("open", "/a").code == ENOTDIR && FileFailure.notRegular(path: "/a").code == nil)
    }
}
