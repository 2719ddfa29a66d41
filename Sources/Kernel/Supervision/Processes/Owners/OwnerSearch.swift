import Launch

/// Finds whose a process is: by its control group, its session, its ancestors and its environment, in this order.
///
/// Groups tell which feature, also where everything else was left behind. Ancestors tell that it is some feature's: the host
/// takes orphans in, so every process of a feature descends from the host for as long as it lives.
struct OwnerSearch {
    /// The host's own process.
    let host: Int32
    let home: String
    /// The processes that features were started as, with their ids.
    let leaders: [Int32: String]
    let isKnown: (_ feature: String) -> Bool
    /// The feature in whose control group a process is.
    var group: (Int32) -> String? = { _ in nil }
    var look: (Int32) -> ProcessEntry? = { ProcessEntry(pid: $0) }
    var mark: (ProcessEntry) -> LifeMark? = { LifeMark(environ: $0.environment) }

    /// Steps of a search: a family that changes faster than it can be looked at is not told apart.
    private static let mostSteps = 4096

    func owner(of pid: Int32) -> ProcessOwner {
        guard pid != host else { return .nobody }
        guard pid > 0 else { return .unknown("its process cannot be seen from here; call from within the host's process namespace") }
        guard let process = look(pid) else { return Self.gone(pid) }
        let owner = owner(of: process)
        // What was read of one that ends, or of a number's next holder, says nothing.
        guard let now = look(pid), now.startTime == process.startTime, !now.isEnding else { return Self.gone(pid) }
        return owner
    }

    static func gone(_ pid: Int32) -> ProcessOwner { .unknown("process \(pid), which connected, is gone; keep it until it is answered") }

    private func owner(of process: ProcessEntry) -> ProcessOwner {
        if let id = group(process.pid) { return claim(id) }
        if let id = leaders[process.session] { return .feature(id) }
        switch ancestor(of: process) {
        case .none: return marked(process) ?? .nobody
        case .child(let pid):
            if let id = leaders[pid] { return .feature(id) }
            return marked(process) ?? .unknown("process \(process.pid) was left behind by a feature, and it cannot be told by which")
        case .unsteady: return .unknown("the ancestors of process \(process.pid) change too fast")
        }
    }

    private func marked(_ process: ProcessEntry) -> ProcessOwner? {
        guard let mark = mark(process), mark.home == home else { return nil }
        return claim(mark.id)
    }

    private func claim(_ id: String) -> ProcessOwner {
        isKnown(id) ? .feature(id) : .unknown("it was started for the feature '\(id)', which is no more")
    }

    private enum Ancestor {
        case none
        /// The host's own child that it descends from, or is.
        case child(Int32)
        case unsteady
    }

    /// A parent may end between two looks, and its number go to another: then the child has another parent, and all begins anew.
    private func ancestor(of process: ProcessEntry) -> Ancestor {
        var child = process
        for _ in 0..<Self.mostSteps {
            if child.parent == host { return .child(child.pid) }
            guard child.parent > 1 else { return .none }
            if let parent = look(child.parent), look(child.pid)?.isSameChild(as: child) == true {
                child = parent
            } else if let again = look(process.pid), again.startTime == process.startTime {
                child = again
            } else {
                return .unsteady
            }
        }
        return .unsteady
    }
}

extension ProcessEntry {
    fileprivate func isSameChild(as other: ProcessEntry) -> Bool { startTime == other.startTime && parent == other.parent }
}
