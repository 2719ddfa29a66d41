import CLibuv

/// What is to be done before the loop next waits.
struct TurnEnd {
    /// Before the wait (after timers), after the wait (after reads), and one that forbids waiting while something is due.
    let prepare = UnsafeMutablePointer<uv_prepare_t>.allocate(capacity: 1)
    let check = UnsafeMutablePointer<uv_check_t>.allocate(capacity: 1)
    let idle = UnsafeMutablePointer<uv_idle_t>.allocate(capacity: 1)
    /// Two arrays that change places, so that in the long run none is allocated.
    var due: [() -> Void] = []
    var running: [() -> Void] = []

    var handles: [UnsafeMutablePointer<uv_handle_t>] {
        [UnsafeMutableRawPointer(prepare), UnsafeMutableRawPointer(check), UnsafeMutableRawPointer(idle)]
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
    }
}

extension Loop {
    /// Calls `body` once, before the loop next waits for I/O; what is scheduled from within a body follows without waiting in between.
    ///
    /// Keeps ``run()`` from ending until it is done. (uv_prepare, uv_check, uv_idle)
    public func atTurnEnd(_ body: @escaping () -> Void) {
        guard !isClosed else { return }
        if turnEnd.due.isEmpty { uv_idle_start(turnEnd.idle, doNothing) }
        turnEnd.due.append(body)
    }

    /// The three never keep the loop alive, but for the idle handle while something is due.
    func startTurns() {
        uv_prepare_init(raw, turnEnd.prepare)
        uv_check_init(raw, turnEnd.check)
        uv_idle_init(raw, turnEnd.idle)
        turnEnd.prepare.pointee.data = Unmanaged.passUnretained(self).toOpaque()
        turnEnd.check.pointee.data = turnEnd.prepare.pointee.data
        uv_prepare_start(turnEnd.prepare, endTurnBeforeWait)
        uv_check_start(turnEnd.check, endTurnAfterWait)
        uv_unref(turnEnd.handles[0])
        uv_unref(turnEnd.handles[1])
    }

    func closeTurns() {
        turnEnd.removeAll()
        for handle in turnEnd.handles { uv_close(handle, nil) }
    }

    fileprivate func endTurn() {
        guard !turnEnd.due.isEmpty else { return }
        turnEnd.take()
        uv_idle_stop(turnEnd.idle)
        var next = 0
        while next < turnEnd.running.count {
            turnEnd.running[next]()
            next += 1
        }
        turnEnd.running.removeAll(keepingCapacity: true)
    }

    fileprivate func beginWait() { turn &+= 1 }
}

private func doNothing(_: UnsafeMutablePointer<uv_idle_t>?) {}

private func endTurnBeforeWait(_ handle: UnsafeMutablePointer<uv_prepare_t>?) {
    guard let owner = handle?.pointee.data else { return }
    let loop = Unmanaged<Loop>.fromOpaque(owner).takeUnretainedValue()
    loop.endTurn()
    loop.beginWait()
}

private func endTurnAfterWait(_ handle: UnsafeMutablePointer<uv_check_t>?) {
    guard let owner = handle?.pointee.data else { return }
    Unmanaged<Loop>.fromOpaque(owner).takeUnretainedValue().endTurn()
}
