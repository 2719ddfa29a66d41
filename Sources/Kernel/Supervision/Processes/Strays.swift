import EventLoop
import Glibc
import Launch

/// Finds and kills processes that left the group of the feature that started them.
///
/// All lives asked for meanwhile share one walk through /proc, off the loop; walks go on until one finds none, ten at most.
final class Strays {
    /// A life that has ended, and who led its session; nil if that could not be read.
    struct Life: Hashable, Sendable {
        let mark: LifeMark
        let leader: ProcessLedger.Leader?

        /// By its mark, else by its session; another life's mark speaks against that.
        func owns(_ process: ProcessEntry, marked: LifeMark?, look: (Int32) -> ProcessEntry?) -> Bool {
            if let marked, marked.home == mark.home { return marked == mark }
            return leader?.leads(process, look: look) == true
        }
    }

    private let loop: Loop
    private var waiting: [(life: Life, walks: Int, then: () -> Void)] = []
    private var isWalking = false
    private var idle: [() -> Void] = []

    init(on loop: Loop) { self.loop = loop }

    /// At once if nobody is looked for.
    func whenIdle(_ then: @escaping () -> Void) {
        idle.append(then)
        tellIfIdle()
    }

    func sweep(_ life: Life, then: @escaping () -> Void = {}) {
        waiting.append((life, 0, then))
        walk()
    }

    private func walk() {
        guard !isWalking, !waiting.isEmpty else { return }
        isWalking = true
        let lives = Set(waiting.map(\.life))
        let count = waiting.count
        loop.offload {
            Self.find(lives)
        } then: { [weak self] found in
            self?.end(walked: count, found)
        }
    }

    private func end(walked count: Int, _ found: [Life: [ProcessEntry]]) {
        isWalking = false
        let walked = waiting.prefix(count)
        waiting.removeFirst(count)
        for (life, walks, then) in walked {
            let strays = (found[life] ?? []).filter(\.lives)
            for stray in strays { Glibc.kill(stray.pid, SIGKILL) }
            if strays.isEmpty || walks >= 10 { then() } else { waiting.append((life, walks + 1, then)) }
        }
        walk()
        tellIfIdle()
    }

    private func tellIfIdle() {
        guard !isWalking, waiting.isEmpty else { return }
        let told = idle
        idle = []
        for tell in told { tell() }
    }

    private static func find(_ lives: Set<Life>) -> [Life: [ProcessEntry]] {
        var found: [Life: [ProcessEntry]] = [:]
        let byMark = Dictionary(lives.map { ($0.mark, $0) }) { first, _ in first }
        let byLeader = Dictionary(lives.map { ($0.leader?.pid, $0) }) { first, _ in first }
        for process in ProcessEntry.all() where !process.isZombie && process.session != 0 {
            let mark = LifeMark(environ: process.environment)
            guard let life = mark.flatMap({ byMark[$0] }) ?? byLeader[process.session] ?? byLeader[process.group],
                life.owns(process, marked: mark, look: ProcessEntry.init(pid:))
            else { continue }
            found[life, default: []].append(process)
        }
        return found
    }
}
