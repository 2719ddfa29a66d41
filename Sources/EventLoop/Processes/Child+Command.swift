extension Child {
    /// What a descriptor of the child is.
    public enum Stdio: Equatable, Sendable {
        /// /dev/null for 0 to 2, closed from 3 on.
        case null
        /// This descriptor of ours.
        case inherit(Int32)
        /// A pipe the child writes and we read.
        case pipe
    }

    /// What to run, and in which surroundings; the child gets nothing that is not named here.
    public struct Command: Equatable, Sendable {
        /// A path, or a name looked up in the child's PATH.
        public var executable: String
        /// With the name it is called by first.
        public var arguments: [String]
        /// `NAME=value`.
        public var environment: [String]
        public var directory: String?
        /// By the child's descriptor.
        public var stdio: [Stdio]
        /// In a session and process group of its own. (setsid)
        public var newSession: Bool
        /// The folder of a version 2 control group that it is born into, where ``Child/canBeBorn(into:)``: nobody waits for that.
        /// `executable` must be a path then.
        public var controlGroup: String?

        public init(
            executable: String, arguments: [String], environment: [String] = [], directory: String? = nil,
            stdio: [Stdio] = [], newSession: Bool = false, controlGroup: String? = nil
        ) {
            self.executable = executable
            self.arguments = arguments
            self.environment = environment
            self.directory = directory
            self.stdio = stdio
            self.newSession = newSession
            self.controlGroup = controlGroup
        }
    }
}
