extension Configuration {
    /// The bus's doors, limits and users; names and defaults are those of nats-server.
    public struct Bus: Equatable, Sendable {
        /// The TCP door; nil leaves it shut.
        public var listen: ListenAddress?
        public var maxPayload = 1 << 20
        public var maxControlLine = 4096
        public var pingInterval: Milliseconds = 120_000
        public var pingMax = 2
        public var maxConnections = 4096
        public var maxPending = 8 << 20
        public var token: String?
        /// Whether clients without credentials are let in.
        public var anonymous = false
        public var users: [User] = []
    }

    /// Somebody who may come in through the TCP door.
    public struct User: Equatable, Sendable {
        public var name: String
        public var password: String
        public var publish = Subjects()
        public var subscribe = Subjects()
        public var responses: Responses?
    }

    /// Each entry a subject; of subscriptions also `SUBJECT QUEUE`, for members of that queue group.
    public struct Subjects: Equatable, Sendable {
        /// Nil allows everything, empty allows nothing.
        public var allow: [String]?
        public var deny: [String] = []
    }

    /// Leave to answer requests, beyond what `publish` allows.
    public struct Responses: Equatable, Sendable {
        /// Answers to each request; 0 for any number.
        public var max = 1
        public var expires: Milliseconds = 120_000
    }
}
