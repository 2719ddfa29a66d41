import Glibc

/// What a start with limits waits for on this machine: version 2 without `favordynmods` lets a process join a group only once
/// all processors have passed a quiet state.
package struct JoinDelay: Sendable {
    /// Where the tree is mounted, for the remedy.
    package let mount: String

    /// Milliseconds, the shortest of three: this process is moved to where it is. nil if that is refused. Waits, so not for a loop.
    package func measure() -> Double? {
        let places = Hierarchy.parse(mounts: KernelFile.lines("/proc/self/mountinfo"), places: KernelFile.lines("/proc/self/cgroup"))
        guard let here = places.first(where: { $0.mount.path == mount })?.own else { return nil }
        let times = (0..<3).compactMap { _ in Self.time { (try? here.write("\(getpid())", to: "cgroup.procs")) != nil } }
        return times.count == 3 ? times.min() : nil
    }

    /// nil if `body` fails.
    private static func time(_ body: () -> Bool) -> Double? {
        let start = now()
        return body() ? now() - start : nil
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1_000_000
    }
}
