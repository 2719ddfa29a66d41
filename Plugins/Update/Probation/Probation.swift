import Contracts

/// The day after a commit, in which a feature whose new version crashes too often gets its previous one back, alone.
///
/// What is too often, the kernel says: it counts the crashes, and gives the feature up at the fifth within an hour. On the boot-time
/// clock, seconds. Time switched off does not count: over a reboot, what was left is left. Invariant: it ends once, by going back or
/// by being over, and says so once.
struct Probation: Equatable {
    let target: UpdateContract.Target
    private(set) var end: Double
    private(set) var isOver = false

    static let length: Double = 86_400

    init(_ target: UpdateContract.Target, from now: Double, length: Double = length) {
        self.target = target
        end = now + length
    }

    enum Event: Equatable {
        /// The kernel has disabled it because of its crashes.
        case disabled
        /// A timer at ``end``, or any other moment.
        case time
        /// Another version is there now, installed by whom ever: this one is no longer watched.
        case replaced
    }

    enum Action: Equatable {
        /// Bring the previous version back; the reason for the user.
        case revert(String)
        /// It has passed, or there is nothing left to be watched.
        case forget
    }

    mutating func handle(_ event: Event, at now: Double) -> Action? {
        guard !isOver else { return nil }
        switch event {
        case .replaced: return finish(.forget)
        // What crashes at the very end, crashes in time.
        case .disabled where now <= end: return revert("it was disabled after repeated crashes")
        case .disabled, .time: return now >= end ? finish(.forget) : nil
        }
    }

    /// Without a version before, there is nothing to go back to; the kernel has disabled it, and that is told by itself.
    private mutating func revert(_ reason: String) -> Action {
        finish(target.from.isEmpty ? .forget : .revert(reason))
    }

    private mutating func finish(_ action: Action) -> Action {
        isOver = true
        return action
    }
}

extension Probation {
    /// What is written down at the start, and whenever another one begins or ends.
    struct Record: Codable, Equatable {
        var target: UpdateContract.Target
        var boot: String
        var at: Double
        /// Seconds that were left, at `at`.
        var left: Double
    }

    func record(at now: Double, boot: String) -> Record {
        Record(target: target, boot: boot, at: now, left: end - now)
    }

    /// In the same boot the clock has gone on, in another one it tells nothing about the time between.
    init(_ record: Record, at now: Double, boot: String) {
        let passed = record.boot == boot ? max(0, now - record.at) : 0
        self.init(record.target, from: now, length: min(max(0, record.left - passed), Self.length))
    }
}
