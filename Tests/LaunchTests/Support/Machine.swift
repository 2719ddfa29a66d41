import Foundation

@testable import Launch

/// What the machine under test lets these tests do.
enum Machine {
    static let isRoot = geteuid() == 0 && Capabilities.current.mayChangeUser
    static let mayMakeNamespaces = Capabilities.current.mayMakeNamespaces
    static let hasLandlock = FileRules.version > 0

    static func canLimit(_ kind: LimitKind) -> Bool {
        let groups = Cgroups.prepare(trees, name: "roost-test-probe-\(getpid())")
        defer { groups.close() }
        return groups.trees.contains { $0.kinds.contains(kind) }
    }

    static var trees: [Hierarchy] {
        Hierarchy.parse(
            mounts: KernelFile.lines("/proc/self/mountinfo"), places: KernelFile.lines("/proc/self/cgroup"))
    }

    /// Asks until it is so or the deadline passes; for what other processes do in their own time.
    static func soon(within seconds: Double = 60, _ condition: () -> Bool) -> Bool {
        let end = Date().addingTimeInterval(seconds)
        while !condition() {
            if Date() > end { return false }
            usleep(5_000)
        }
        return true
    }

    static func isAlive(_ process: pid_t) -> Bool {
        guard let status = KernelFile.read("/proc/\(process)/stat") else { return false }
        return status.split(separator: ")").last?.split(separator: " ").first != "Z"
    }
}
