import Files
import Glibc

extension ControlGroup {
    /// Signals processes until no new ones show up; the dying ones stay listed a little longer. Returns whom it killed.
    /// Never the group a host itself lives in.
    @discardableResult
    func killAll(sparing own: ControlGroup?) -> Set<pid_t> {
        if let own, FilePath(own.path).isWithin(path) { return [] }
        var killed: Set<pid_t> = []
        for _ in 0..<64 {
            let fresh = Set(processes).subtracting(killed)
            if fresh.isEmpty { break }
            for process in fresh { Glibc.kill(process, SIGKILL) }
            killed.formUnion(fresh)
        }
        return killed
    }
}
