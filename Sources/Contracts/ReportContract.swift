/// What the report plugin is asked, answers and delivers. The keys are stable: receivers of webhooks read them too.
///
/// Refusals are headers, `Nats-Service-Error` and `Nats-Service-Error-Code`: 400 malformed, 404 unknown sink, 500 with words.
/// Times are seconds since 1970 by the machine's clock, right or wrong.
public enum ReportContract {
    /// Subjects of requests.
    public enum Subject {
        public static let list = "report.list"
        public static let test = "report.test"
    }

    /// Subjects of events.
    public enum Event {
        /// Carries a ``Notification``: all that a user is to be told, whoever said it, for a screen or a lamp.
        public static let notification = "event.report.notification"
    }

    /// The stream of what is to be delivered; how far each sink is, is in `report.NAME`, what was heard already in `report.seen`.
    public static let stream = "report"

    /// Headers of a webhook's request.
    public enum Header {
        /// Who has seen it already, knows it by this.
        public static let key = "Idempotency-Key"
        /// `sha256=` and the hexadecimal HMAC-SHA256 of the time, a point and the body.
        public static let signature = "Roost-Signature"
        /// Seconds since 1970; part of what is signed.
        public static let time = "Roost-Timestamp"
    }

    /// One thing to be delivered.
    public struct Entry: Codable, Equatable, Sendable {
        /// The same for every attempt and every sink.
        public var key: String
        public var host: String
        /// The event's subject.
        public var subject: String
        public var at: Double
        public var severity: Severity
        public var text: String
        /// The event's body, JSON as it came.
        public var body: String

        public init(key: String, host: String, subject: String, at: Double, severity: Severity, text: String, body: String) {
            (self.key, self.host, self.subject, self.at) = (key, host, subject, at)
            (self.severity, self.text, self.body) = (severity, text, body)
        }
    }

    /// Syslog's words; the number is RFC 5424's.
    public enum Severity: String, Codable, CaseIterable, Sendable {
        case emergency, alert, critical, error, warning, notice, informational, debug
    }

    /// A sentence for the user, with its cause and what to do.
    public struct Notification: Codable, Equatable, Sendable {
        public var text: String
        public var cause: String
        /// Empty if nothing has to be done.
        public var remedy: String
        public var at: Double

        public init(text: String, cause: String, remedy: String, at: Double) {
            (self.text, self.cause, self.remedy, self.at) = (text, cause, remedy, at)
        }
    }

    /// `report.list`. The body is empty.
    public struct List: Codable, Equatable, Sendable {
        public var sinks: [Sink]
        /// Why the sinks of the file are not those in use, if so.
        public var problem: String?

        public init(sinks: [Sink], problem: String? = nil) { (self.sinks, self.problem) = (sinks, problem) }
    }

    public struct Sink: Codable, Equatable, Sendable {
        public var name: String
        /// log, file, webhook or syslog.
        public var kind: String
        public var waiting: Int
        public var delivered: Int64
        /// Given up because they were too many or refused for good; each is told.
        public var dropped: Int64
        public var failures: Int
        public var problem: String?
        /// When it is tried again, if it waits.
        public var next: Double?

        public init(
            name: String, kind: String, waiting: Int, delivered: Int64, dropped: Int64, failures: Int, problem: String?, next: Double?
        ) {
            (self.name, self.kind, self.waiting, self.delivered) = (name, kind, waiting, delivered)
            (self.dropped, self.failures, self.problem, self.next) = (dropped, failures, problem, next)
        }
    }

    /// `report.test`: delivers a test to one sink or all; answered with ``Tested``.
    public struct Test: Codable, Equatable, Sendable {
        public var sink: String?

        public init(sink: String? = nil) { self.sink = sink }
    }

    public struct Tested: Codable, Equatable, Sendable {
        public var results: [Result]

        public init(results: [Result]) { self.results = results }
    }

    public struct Result: Codable, Equatable, Sendable {
        public var sink: String
        public var ok: Bool
        public var detail: String

        public init(sink: String, ok: Bool, detail: String) { (self.sink, self.ok, self.detail) = (sink, ok, detail) }
    }
}
