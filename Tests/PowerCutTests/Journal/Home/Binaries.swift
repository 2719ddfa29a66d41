import Foundation

/// The programs under test, built beside these tests or named by the environment.
enum Binaries {
    static let roost = path("roost", "ROOST_BINARY")
    static let guardian = path("roost-guard", "ROOST_GUARD_BINARY")

    private static func path(_ name: String, _ variable: String) -> String {
        if let path = ProcessInfo.processInfo.environment[variable] { return path }
        return URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().appending(path: name).path
    }
}
