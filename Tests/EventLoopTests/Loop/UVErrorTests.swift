import EventLoop
import Testing

@Suite struct UVErrorTests {
    @Test func `an error has a name and words`() {
        #expect(UVError.noEntry.name == "ENOENT")
        #expect(UVError.noEntry.description == "no such file or directory")
    }

    @Test func `an unknown code is still told`() {
        #expect(UVError(code: -9999).description == "Unknown system error -9999")
    }
}
