import Support
import TUF
import Testing

@testable import Delivery

extension OwnProcessTests {
    /// When the sources were last changed, as their history says; nil where there is none, as in an archive of them.
    private static let lastChange: Int? = {
        let folder = #filePath.split(separator: "/").dropLast().map { "/\($0)" }.joined()
        guard let git = try? ServerProcess("git", ["-C", folder, "log", "-1", "--format=%ct"]), (try? git.waitForEnd()) == .exited(0) else {
            return nil
        }
        return Int(git.output.split(separator: "\n").first ?? "")
    }()

    /// A clock of 1970 is worth what this is worth: it is set by hand, and must not be forgotten.
    @Test(.enabled(if: OwnProcessTests.lastChange != nil, "the sources have no history here"))
    func `the program's age is of its last 90 days, and not ahead of them`() throws {
        let age = ReferenceTime.programAge.secondsSince1970
        let last = try #require(Self.lastChange)
        #expect(age <= last, "it is ahead of the sources")
        #expect(last - age < 90 * 86_400, "move ReferenceTime.programAge to the day of this release")
    }
}
