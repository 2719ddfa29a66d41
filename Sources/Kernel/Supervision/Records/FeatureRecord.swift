import EventLoop
import Wire

/// What of a feature outlives the host: whether and why it is disabled, and its latest crashes.
struct FeatureRecord: Equatable, Sendable {
    /// Of the manifest it was written for.
    var version: String
    var disabledBy: Lifecycle.Disabled?
    var window: CrashWindow.Saved
    var history: [Crash]
}

extension FeatureRecord {
    var json: JSON {
        [
            "version": .string(version), "disabled": JSON(disabledBy?.rawValue), "boot": .string(window.bootID),
            "at": JSON(window.at.milliseconds), "crashAges": .array(window.ages.map { JSON($0) }),
            "history": .array(history.map(\.json)),
        ]
    }

    /// No machine has been up for so many milliseconds: what is beyond, the clock's arithmetic need not bear.
    private static let times: ClosedRange<Int64> = 0...(1 << 53)

    init?(json: JSON) {
        guard let version = json["version"]?.string, let boot = json["boot"]?.string, let at = json["at"]?.integer,
            let ages = json["crashAges"]?.array?.compactMap(\.integer), ([at] + ages).allSatisfy(Self.times.contains)
        else { return nil }
        self.version = version
        disabledBy = json["disabled"]?.string.flatMap(Lifecycle.Disabled.init)
        window = CrashWindow.Saved(bootID: boot, at: BootTime(milliseconds: at), ages: ages)
        history = (json["history"]?.array ?? []).compactMap(Crash.init)
    }
}

extension Crash {
    var json: JSON {
        ["at": JSON(unixTime), "cause": .string(cause), "advice": .string(advice), "lastWords": .string(lastWords)]
    }

    init?(json: JSON) {
        guard let at = json["at"]?.integer, let cause = json["cause"]?.string, let lastWords = json["lastWords"]?.string else { return nil }
        self.init(unixTime: at, cause: cause, advice: json["advice"]?.string ?? "", lastWords: lastWords)
    }
}
