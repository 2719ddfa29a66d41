import Glibc

/// The programs under test: named by the environment, as CI names the release build's, else those that are built beside these tests.
public enum Binaries {
    public static let roost = variable("ROOST_BINARY") ?? besideTests("roost")
    public static let guardian = variable("ROOST_GUARD_BINARY") ?? besideTests("roost-guard")

    /// The one beside roost, where it looks for it.
    public static let unpacker = variable("ROOST_BINARY").map { "\($0)-unpack" } ?? besideTests("roost-unpack")

    /// Whatever the environment names, the one that is linked dynamically: what is preloaded gets into it.
    public static let preloadable = besideTests("roost")

    /// A path from the folder of the executable that runs these tests.
    public static func besideTests(_ name: String) -> String {
        guard let own = realpath("/proc/self/exe", nil) else { return name }
        defer { free(own) }
        return String(cString: own).split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/" + name
    }

    private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
