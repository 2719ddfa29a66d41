import Glibc

/// Where the programs are that a run needs.
enum Programs {
    /// This very program, by its real path.
    static let own: String = {
        var path = [CChar](repeating: 0, count: 4096)
        let length = max(0, readlink("/proc/self/exe", &path, path.count - 1))
        return String(decoding: path[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }()

    private static var ownFolder: String { String(own[..<(own.lastIndex(of: "/") ?? own.startIndex)]) }

    static var relay: String { ownFolder + "/bench-relay" }

    /// Where `--install` puts peers: `.build/bench-peers`.
    static var peersFolder: String {
        var parts = own.split(separator: "/")
        while let last = parts.last, last != ".build" { parts.removeLast() }
        return (parts.isEmpty ? ownFolder : "/" + parts.joined(separator: "/")) + "/bench-peers"
    }

    static func roost(_ options: Options) throws(BenchFailure) -> String {
        let path = options.roost ?? ownFolder + "/roost"
        guard isExecutable(path) else {
            throw .cannot("\(path): no such program; `swift build -c release --product roost`, or name one by --roost")
        }
        return path
    }

    /// The guard that was built with the roost to be measured.
    static func guardian(of roost: String) throws(BenchFailure) -> String {
        let path = roost[..<(roost.lastIndex(of: "/") ?? roost.startIndex)] + "/roost-guard"
        guard isExecutable(String(path)) else { throw .cannot("\(path): no such program; `swift build -c release --product roost-guard`") }
        return String(path)
    }

    static func found(_ name: String) -> String? {
        ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"].map { "\($0)/\(name)" }.first(where: isExecutable)
    }
}
