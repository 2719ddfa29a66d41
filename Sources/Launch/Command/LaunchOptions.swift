/// What `roost-launch` is told: plain words, so that no parser is paid for in each child, then `--` and the program.
struct LaunchOptions: Equatable, Sendable {
    var feature = "?"
    var directory: String?
    var dataFolder: String?
    var groups: [String] = []
    var limits: [ResourceLimits.Setting] = []
    var readable: [String] = []
    var writable: [String] = []
    var withoutNetwork = false
    var user: String?
    var noNewPrivileges = false
    var oomScore: Int?
    var deathSignal: Int32?
    var parent: Int32?
    var program: [String] = []

    init(parsing arguments: [String]) throws(LaunchFailure) {
        var rest = arguments[...]
        while let name = rest.popFirst(), name != "--" {
            if name == "--no-new-privs" {
                noNewPrivileges = true
            } else {
                guard let value = rest.popFirst() else { throw Self.refusal("\(name) lacks its value") }
                guard try take(name, value) else { throw Self.refusal("option \(name) \(value) is not known") }
            }
        }
        guard !rest.isEmpty else { throw Self.refusal("no program was given after --") }
        program = Array(rest)
    }

    /// False if there is no such option, or it cannot have this value.
    private mutating func take(_ name: String, _ value: String) throws(LaunchFailure) -> Bool {
        switch name {
        case "--feature": feature = value
        case "--directory": directory = value
        case "--data": dataFolder = value
        case "--cgroup": groups.append(value)
        case "--limit": limits.append(try ResourceLimits.Setting(parsing: value))
        case "--read": readable.append(value)
        case "--write": writable.append(value)
        case "--user": user = value
        case "--network" where value == "none": withoutNetwork = true
        default: return takeNumber(name, value)
        }
        return true
    }

    private mutating func takeNumber(_ name: String, _ value: String) -> Bool {
        guard let number = Int32(value) else { return false }
        switch name {
        case "--oom-score": oomScore = Int(number)
        case "--death-signal": deathSignal = number
        case "--parent": parent = number
        default: return false
        }
        return true
    }

    private static func refusal(_ what: String) -> LaunchFailure {
        .setup(what, remedy: "roost-launch is started by the host; host and launcher must be of one version")
    }
}
