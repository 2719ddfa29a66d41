import CLibuv
import Glibc

extension Loop {
    /// Calls `body` once, before the loop next waits for I/O; what is scheduled from within a body follows without waiting in between.
    ///
    /// Keeps ``run()`` from ending until it is done. (uv_prepare, uv_check, uv_idle)
    public func atTurnEnd(_ body: @escaping () -> Void) {
        guard !isClosed else { return }
        if turnEnd.due.isEmpty { uv_idle_start(turnEnd.idle, doNothing) }
        turnEnd.due.append(body)
    }

    /// Tells that a lone message was passed on, whose answer may be here before the loop could be woken: where such messages
    /// follow each other closely, it looks for the next one for some 50 µs before it sleeps.
    public func expectAnswer() { busyPoll.exchanged(at: uv_hrtime()) }

    /// None of them keeps the loop alive, but for the first idle handle while something is due.
    func startTurns() {
        uv_prepare_init(raw, turnEnd.prepare)
        uv_check_init(raw, turnEnd.check)
        uv_idle_init(raw, turnEnd.idle)
        uv_idle_init(raw, turnEnd.looking)
        turnEnd.prepare.pointee.data = Unmanaged.passUnretained(self).toOpaque()
        turnEnd.check.pointee.data = turnEnd.prepare.pointee.data
        uv_prepare_start(turnEnd.prepare, endTurnBeforeWait)
        uv_check_start(turnEnd.check, endTurnAfterWait)
        for place in [0, 1, 3] { uv_unref(turnEnd.handles[place]) }
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

    fileprivate func beginWait() {
        turn &+= 1
        if busyPoll.isLooking { look() }
    }

    /// An active idle handle makes the wait one of no time. (sched_yield)
    private func look() {
        guard busyPoll.goesOn(at: uv_hrtime()) else {
            uv_idle_stop(turnEnd.looking)
            return
        }
        uv_idle_start(turnEnd.looking, doNothing)
        // Whoever is to answer may wait for this very processor.
        sched_yield()
    }
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
