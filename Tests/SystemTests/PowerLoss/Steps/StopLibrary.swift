import Foundation
import Support

/// `stop_at_step.c`, compiled: by the clang that comes with Swift.
struct StopLibrary: Sendable {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder("stop", mode: 0o755)
        let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "stop_at_step.c").path
        let words = ["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", path, source, "-ldl"]
        let result = try CommandResult(of: "clang", words, within: .seconds(60))
        guard result.status == 0 else { throw ServerEnded(end: nil, errors: result.errors) }
    }

    var path: String { folder.path("stop.so") }
}
