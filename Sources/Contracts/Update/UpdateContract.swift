/// What the update plugin is asked, answers and tells on the bus. The keys are stable: the command line, the fleet and scripts
/// use them.
///
/// Refusals are headers, `Nats-Service-Error` and `Nats-Service-Error-Code`: 400 malformed, 404 unknown, 409 not now, 500 with
/// words. Times are seconds since 1970 by the machine's clock, right or wrong, and only shown.
public enum UpdateContract {
    /// Subjects of requests.
    public enum Subject {
        public static let check = "update.check"
        public static let explain = "update.explain"
        public static let run = "update.run"
        public static let status = "update.status"
        public static let history = "update.history"
        public static let rollback = "update.rollback"
        public static let hold = "update.hold"
        public static let resume = "update.resume"
        public static let cancel = "update.cancel"
        public static let offer = "update.offer"
    }

    /// Subjects of events.
    public enum Event {
        /// Carries a ``Step``; of the stage `report`, a ``Report``, once for each update.
        public static func stage(_ stage: Stage) -> String { "event.update.\(stage.rawValue)" }
        /// Carries a ``ReportContract/Notification``.
        public static let notice = "event.update.notice"
    }

    /// The stream that holds how far each update is, and each ``Report``.
    public static let stream = "update"

    /// The name by which the runtime itself is updated, beside the ids of features.
    public static let core = "core"
}
