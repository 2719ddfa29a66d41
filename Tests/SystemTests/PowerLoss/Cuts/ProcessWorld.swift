import Glibc
import Support

/// A control group of version 2 for all that is started in it and their children, which end at one instant, as when the power goes.
final class ProcessWorld {
    private let path: String

    init() throws {
        path = "\(try Self.own())/roost-world-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        guard mkdir(path, 0o755) == 0 else { throw SystemError("mkdir \(path)") }
    }

    deinit {
        cutPower()
        // Only what is empty can be removed.
        try? Deadline.wait(for: "the end of \(path)", within: .seconds(5)) { isEmpty }
        // A host that was killed leaves its groups.
        _ = try? CommandResult(of: "find", [path, "-depth", "-type", "d", "-exec", "rmdir", "{}", ";"])
    }

    /// What a program's command begins with that is to run in here.
    var prefix: [String] { ["sh", "-c", "echo $$ >\(path)/cgroup.procs && exec \"$@\"", "sh"] }

    var isEmpty: Bool { readText("\(path)/cgroup.events").contains("populated 0") }

    /// (cgroup.kill)
    func cutPower() {
        let file = open("\(path)/cgroup.kill", O_WRONLY | O_CLOEXEC)
        defer { close(file) }
        precondition(file >= 0 && write(file, "1", 1) == 1, "\(path) cannot be ended at once; it takes Linux 5.14 and root")
    }

    private static func own() throws -> String {
        let mounts = readText("/proc/self/mounts").split(separator: "\n").map { $0.split(separator: " ") }
        let place = readText("/proc/self/cgroup").split(separator: "\n").first { $0.hasPrefix("0::") }?.dropFirst(3)
        guard let tree = mounts.first(where: { $0.count > 2 && $0[2] == "cgroup2" })?[1], let place else {
            throw SystemError("no control groups of version 2", code: ENOENT)
        }
        return "\(tree)\(place == "/" ? "" : place)"
    }
}
