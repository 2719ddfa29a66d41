import Glibc

/// Kilobytes of all first-party processes of a host together, each page counted once (the sum of their PSS), at one moment.
struct Footprint {
    let parts: [(name: String, pss: Int, rss: Int)]

    /// The guard and what has come from it under a name of ours; features of others are left out.
    init(of guardian: pid_t) {
        let all = processes()
        let family = descendants(of: guardian, among: all).union([guardian])
        parts = all.filter { family.contains($0.pid) && $0.name.hasPrefix("roost") }.map { process in
            let kilobytes = memory(of: process.pid)
            return (process.name, kilobytes.pss, kilobytes.rss)
        }
    }

    var sum: Int { parts.reduce(0) { $0 + $1.pss } }

    func resident(_ name: String) -> Int { parts.first { $0.name == name }?.rss ?? 0 }

    var words: String { parts.sorted { $0.pss > $1.pss }.map { "\($0.name) \($0.pss)" }.joined(separator: ", ") }
}
