import Glibc

/// Limits every Linux process carries by itself, with no control group: set for this process, inherited, never raised again.
enum ResourceLimits {
    /// One limit as the launcher is told it: `nofile=256`.
    struct Setting: Equatable, Sendable {
        let resource: Resource
        let value: UInt

        init(_ resource: Resource, _ value: UInt) {
            self.resource = resource
            self.value = value
        }

        init(parsing text: String) throws(LaunchFailure) {
            let parts = text.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, let resource = Resource(rawValue: String(parts[0])), let value = UInt(parts[1]) else {
                throw .setup("limit '\(text)' is not understood", remedy: "write it as nofile=256")
            }
            self.init(resource, value)
        }

        var words: String { "\(resource.rawValue)=\(value)" }
    }

    /// What can be limited, by the names of ulimit and limits.conf.
    enum Resource: String, Sendable, CaseIterable {
        case nofile, data, nproc, core, fsize, stack, memlock

        // Some are hidden from Swift, the rest come in several types; the kernel's numbers on x86 and ARM are these.
        var number: Int32 {
            switch self {
            case .fsize: 1
            case .data: 2
            case .stack: 3
            case .core: 4
            case .nproc: 6
            case .nofile: 7
            case .memlock: 8
            }
        }
    }

    /// Soft and hard alike. A value above the hard limit of a host that may not raise it becomes that hard limit: setrlimit.
    static func apply(_ settings: [Setting]) throws(LaunchFailure) {
        for setting in settings where !set(setting.resource, setting.value) {
            guard set(setting.resource, min(setting.value, hardLimit(of: setting.resource))) else {
                throw .setup(
                    "cannot limit \(setting.words) (\(SystemError.last.words))",
                    remedy: "choose a value below the host's own hard limit")
            }
        }
    }

    /// What this process may have at most: getrlimit.
    static func hardLimit(of resource: Resource) -> UInt {
        var limit = rlimit()
        getrlimit(resource.number, &limit)
        return UInt(limit.rlim_max)
    }

    private static func set(_ resource: Resource, _ value: UInt) -> Bool {
        var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
        return setrlimit(resource.number, &limit) == 0
    }
}
