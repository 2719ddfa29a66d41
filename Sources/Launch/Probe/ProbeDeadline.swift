import Glibc

/// The moment by which a probe has to have its answer, on the boot-time clock.
struct ProbeDeadline {
    private let moment: Int
    private let milliseconds: Int

    /// Looking up a name cannot be given a time; an alarm ends the process instead: setitimer.
    init(within milliseconds: Int) {
        self.milliseconds = milliseconds
        moment = Self.now + milliseconds
        signal(SIGALRM) { _ in
            StandardError.say("no answer in time: the host's name could not be looked up")
            _exit(1)
        }
        let late = milliseconds + 100
        var timer = itimerval(
            it_interval: timeval(), it_value: timeval(tv_sec: late / 1000, tv_usec: late % 1000 * 1000))
        setitimer(__itimer_which_t(0), &timer, nil)
    }

    /// Waits until a descriptor can be read or written: poll.
    func wait(for events: Int32, on file: Int32, of target: String) throws(ProbeFailure) {
        var request = pollfd(fd: file, events: Int16(events), revents: 0)
        var ready: Int32 = -1
        repeat {
            ready = poll(&request, 1, Int32(clamping: max(0, moment - Self.now)))
        } while ready < 0 && errno == EINTR
        if ready <= 0 { throw ProbeFailure("no answer from \(target) within \(milliseconds) ms") }
    }

    private static var now: Int {
        var time = timespec()
        clock_gettime(CLOCK_BOOTTIME, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }
}
