/// What the journal is asked, answers and tells on the bus. The keys are stable: plugins and scripts in any language use them.
///
/// Refusals are headers, `Nats-Service-Error` and `Nats-Service-Error-Code`: 400 malformed, 403 outside the caller's ground,
/// 404 unknown, 409 conflict or wrong phase, 503 too much at once, 507 disk full, 500 with words. Times are seconds since 1970 by
/// the machine's clock, right or wrong. An event is any JSON value; it is kept byte for byte.
public enum JournalContract {
    /// Subjects of requests.
    public enum Subject {
        public static let begin = "journal.begin"
        public static let plan = "journal.plan"
        public static let advance = "journal.advance"
        public static let commit = "journal.commit"
        public static let rollback = "journal.rollback"
        public static let show = "journal.show"
        public static let list = "journal.list"
        public static let recover = "journal.recover"
        public static let append = "journal.append"
        public static let read = "journal.read"
        public static let streams = "journal.streams"
        public static let retain = "journal.retain"
    }

    /// Subjects of events.
    public enum Event {
        /// Carries an ``Outcome``, once a transaction has ended; a journal that dies at that moment does not say it. The stream has all.
        public static let outcome = "event.journal.outcome"
        /// Carries a ``Notice``.
        public static let notice = "event.journal.notice"
    }

    /// The stream that holds each transaction's ``Outcome``, and each ``Recovery`` that found something.
    public static let stream = "journal"

    /// The largest event, bytes.
    public static let maximumEvent = 256 << 10

    /// Seconds that VALIDATION lasts at most: unless told otherwise, and whatever is asked for.
    public static let usualValidation = 3_600.0
    public static let longestValidation = 86_400.0
}
