import CLibuv

/// What is to be done before the loop next waits.
struct TurnEnd {
    /// Before the wait (after timers), after the wait (after reads), and one that forbids waiting while something is due.
    let prepare = UnsafeMutablePointer<uv_prepare_t>.allocate(capacity: 1)
    let check = UnsafeMutablePointer<uv_check_t>.allocate(capacity: 1)
    let idle = UnsafeMutablePointer<uv_idle_t>.allocate(capacity: 1)
    /// And one that forbids it while answers are looked for without sleeping.
    let looking = UnsafeMutablePointer<uv_idle_t>.allocate(capacity: 1)
    /// Two arrays that change places, so that in the long run none is allocated.
    var due: [() -> Void] = []
    var running: [() -> Void] = []

    var handles: [UnsafeMutablePointer<uv_handle_t>] {
        [UnsafeMutableRawPointer(prepare), UnsafeMutableRawPointer(check), UnsafeMutableRawPointer(idle), UnsafeMutableRawPointer(looking)]
            .map { $0.assumingMemoryBound(to: uv_handle_t.self) }
    }

    mutating func take() {
        swap(&due, &running)
    }

    mutating func removeAll() {
        due = []
        running = []
    }

    func deallocate() {
        prepare.deallocate()
        check.deallocate()
        idle.deallocate()
        looking.deallocate()
    }
}
