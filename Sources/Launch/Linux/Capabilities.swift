import Glibc

/// What of root's power this process has: root in a container may lack most of it.
struct Capabilities: Equatable, Sendable {
    private let mask: UInt64

    var mayChangeUser: Bool { has(6) && has(7) }
    var mayMakeNamespaces: Bool { has(21) }
    var mayRaiseLimits: Bool { has(24) }

    static let none = Capabilities(mask: 0)
    static let all = Capabilities(mask: .max)

    /// Those in force now: CapEff in /proc/self/status.
    static var current: Capabilities { parse(status: KernelFile.lines("/proc/self/status")) }

    static func parse(status lines: [Substring]) -> Capabilities {
        let line = lines.first { $0.hasPrefix("CapEff:") }
        let digits = line?.split(whereSeparator: { $0 == ":" || $0 == "\t" || $0 == " " }).last
        return Capabilities(mask: digits.flatMap { UInt64($0, radix: 16) } ?? 0)
    }

    private func has(_ capability: UInt64) -> Bool { mask & (1 << capability) != 0 }
}
