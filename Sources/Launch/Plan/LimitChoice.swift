import Manifests

/// How each of a manifest's limits is held: by its control group, else by what every process carries itself, else not.
struct LimitChoice: Equatable, Sendable {
    private(set) var arguments: [String] = []
    private(set) var reports: [LimitReport] = []

    private let enclosure: Enclosure
    private let host: HostAbilities

    init(_ manifest: Manifest, _ enclosure: Enclosure, _ host: HostAbilities) {
        self.enclosure = enclosure
        self.host = host
        let limits = manifest.limits
        if let memory = limits.memory { chooseMemory(memory) }
        if let processes = limits.processes { chooseProcesses(processes, user: manifest.sandbox.user) }
        if let cpu = limits.cpu { chooseProcessor(cpu) }
        if let files = limits.openFiles { chooseFiles(UInt(files)) }
    }

    private mutating func chooseMemory(_ bytes: UInt64) {
        let value = ByteCount(bytes).words
        if held(.memory, value) { return }
        carry(.data, UInt(bytes))
        report("memory", value, true, "by each process alone, not by all together (RLIMIT_DATA): \(reason(.memory))")
    }

    private mutating func chooseProcesses(_ count: Int, user: String?) {
        if held(.processes, "\(count)") { return }
        guard let user, host.separates(user) else {
            let why = host.user == 0 ? "Linux counts no processes of root" : "Linux would count all processes of the host's own user"
            let remedy = host.capabilities.mayChangeUser ? "" : "run the host as root, and "
            return report("processes", "\(count)", false, "\(reason(.processes)), and \(why); \(remedy)give the feature a user of its own")
        }
        carry(.nproc, UInt(count))
        report("processes", "\(count)", true, "over all processes of \(user) (RLIMIT_NPROC): \(reason(.processes))")
    }

    private mutating func chooseProcessor(_ cores: Double) {
        let value = "\(cores) cores"
        if !held(.cpu, value) { report("cpu", value, false, reason(.cpu)) }
    }

    private mutating func chooseFiles(_ count: UInt) {
        carry(.nofile, count)
        if count > host.openFiles, !host.capabilities.mayRaiseLimits {
            let how = "lowered to \(host.openFiles), the host's own hard limit (ulimit -Hn), which it may not raise"
            return report("open-files", "\(count)", false, how)
        }
        report("open-files", "\(count)", true, "by each process (RLIMIT_NOFILE)")
    }

    private mutating func held(_ kind: LimitKind, _ value: String) -> Bool {
        guard let how = enclosure.held[kind] else { return false }
        report(kind.rawValue, value, true, how)
        return true
    }

    private func reason(_ kind: LimitKind) -> String { enclosure.reasons[kind] ?? "no control group" }

    private mutating func carry(_ resource: ResourceLimits.Resource, _ value: UInt) {
        arguments += ["--limit", ResourceLimits.Setting(resource, value).words]
    }

    private mutating func report(_ name: String, _ value: String, _ enforced: Bool, _ how: String) {
        reports.append(LimitReport(name: name, value: value, enforced: enforced, how: how))
    }
}
