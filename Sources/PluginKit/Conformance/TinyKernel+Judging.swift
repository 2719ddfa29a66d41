import EventLoop
import Glibc

extension TinyKernel {
    func judge(
        _ rule: String, within limit: Duration, _ good: String, _ bad: String, _ condition: @escaping () -> Bool
    ) async -> Verdict {
        let isKept = await wait(until: { condition() || self.exit != nil }, within: limit) && condition()
        guard !isKept else { return Verdict(rule: rule, isKept: true, words: good) }
        let end = exit.map { "it \($0.words)" } ?? "\(bad) within \(limit)"
        return Verdict(rule: rule, isKept: false, words: end + takeLastWords())
    }

    /// Two more, in four times the time they should take.
    func judgeBeats(_ rule: String = "beats") async -> Verdict {
        let before = beats
        let limit = Duration.seconds(rules.beatEverySeconds * 8)
        return await judge(rule, within: limit, "published kernel.beat in time", "no two kernel.beat") {
            self.exit == nil && self.beats >= before + 2
        }
    }

    /// It has read everything before a PING once it answers that.
    func judgeLife(_ rule: String, after action: () -> Void = {}) async -> Verdict {
        let before = pongs
        action()
        say("PING\r\n")
        return await judge(rule, within: .seconds(5), "answered a PING after it", "no PONG") {
            self.exit == nil && self.pongs > before
        }
    }

    func judgeStop() async -> Verdict {
        let rule = "stops on SIGTERM in time"
        if let exit { return Verdict(rule: rule, isKept: false, words: "it \(exit.words) before\(takeLastWords())") }
        signal(SIGTERM)
        let verdict = await judgeEnd(rule, within: rules.stopWithin)
        guard verdict.isKept, exit != .exited(0), exit != .signalled(SIGTERM) else { return verdict }
        return Verdict(rule: rule, isKept: false, words: "a stop is no failure, but it \(verdict.words)")
    }

    func judgeEnd(_ rule: String, within limit: Duration) async -> Verdict {
        guard await wait(until: { self.exit != nil }, within: limit), let exit else {
            return Verdict(rule: rule, isKept: false, words: "still there after \(limit)")
        }
        return Verdict(rule: rule, isKept: true, words: exit.words)
    }
}

extension TinyKernel {
    func sendUnknown() {
        say("MSG no.such.subject 99999999 _INBOX.nobody 2\r\n{}\r\n")
    }

    /// To each subject it listens on, as no honest sender would write it.
    func sendGarbage() {
        var bytes = SystemRandomNumberGenerator()
        let noise = (0..<512).map { _ in UInt8.random(in: 0...255, using: &bytes) }
        let payloads = [
            [], noise, Array("{\"unfinished\":".utf8), Array("\r\nPING\r\n-ERR\r\n".utf8),
            Array(repeating: UInt8(ascii: "["), count: 4096),
        ]
        for (pattern, id) in subscriptions.prefix(64) where !pattern.hasPrefix("_INBOX") {
            let subject = pattern.split(separator: ".").map { $0 == "*" || $0 == ">" ? "garbage" : $0 }.joined(separator: ".")
            for payload in payloads {
                say("MSG \(subject) \(id) _INBOX.nobody \(payload.count)\r\n")
                spoken?.write(payload + Array("\r\n".utf8))
            }
        }
    }

    private func say(_ text: String) { spoken?.write(Array(text.utf8)) }
}

extension Child.Exit {
    fileprivate var words: String {
        switch self {
        case .exited(let status): "ended with status \(status)"
        case .signalled(let signal): "was ended by signal \(signal)"
        }
    }
}
