import Glibc

/// What the journal told the child by its arguments.
struct DatabaseTask: Equatable {
    enum Verb: String {
        case snapshot, migrate
    }

    let verb: Verb
    /// Names in the folder, which the working directory will be.
    let source: String
    let copy: String
    let owner: uid_t
    let group: gid_t
    let memory: UInt
    let parent: pid_t

    init?(_ arguments: [String]) {
        guard arguments.count == 7, let verb = Verb(rawValue: arguments[0]) else { return nil }
        guard let owner = uid_t(arguments[3]), let group = gid_t(arguments[4]), let memory = UInt(arguments[5]) else { return nil }
        guard let parent = pid_t(arguments[6]) else { return nil }
        guard [arguments[1], arguments[2]].allSatisfy({ !$0.isEmpty && !$0.utf8.contains(UInt8(ascii: "/")) }) else { return nil }
        (self.verb, self.owner, self.group, self.memory, self.parent) = (verb, owner, group, memory, parent)
        (source, copy) = (arguments[1], arguments[2])
    }

    /// As paths: a bare name could mean something else to SQLite.
    var sourcePath: String { "./\(source)" }
    var copyPath: String { "./\(copy)" }
}
