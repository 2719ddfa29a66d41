import Glibc

/// CLOCK_MONOTONIC in nanoseconds: the same in all processes of this machine.
func nanoseconds() -> Int {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return now.tv_sec * 1_000_000_000 + now.tv_nsec
}

func pause(seconds: Double) {
    usleep(UInt32(seconds * 1_000_000))
}

/// Asks again every few milliseconds until the answer is yes or the time is over.
func wait(seconds: Double, every: Double = 0.002, until condition: () -> Bool) -> Bool {
    let deadline = nanoseconds() + Int(seconds * 1e9)
    while !condition() {
        if nanoseconds() > deadline { return false }
        pause(seconds: every)
    }
    return true
}
