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

    static var deltaMaker: String { ownFolder + "/bench-delta" }

    /// The package's `.build`.
    private static var buildFolder: String {
        var parts = own.split(separator: "/")
        while let last = parts.last, last != ".build" { parts.removeLast() }
        return parts.isEmpty ? ownFolder : "/" + parts.joined(separator: "/")
    }

    /// Where `--install` puts peers.
    static var peersFolder: String { buildFolder + "/bench-peers" }
    /// What `delta` has downloaded.
    static var pairsFolder: String { buildFolder + "/bench-pairs" }
    /// A module that needs no other: what `delta` makes its small program of.
    static var wire: String { buildFolder + "/../Sources/Wire" }
    /// Of the first-party plugins.
    static var manifests: String { buildFolder + "/../Config/plugins" }
    static var tufPeer: String { buildFolder + "/../Tests/Benchmarks/roost-bench/Measures/Trust/tuf_peer.py" }

    /// The one of Config/install, which has python-tuf.
    static func python() throws(BenchFailure) -> String {
        let path = buildFolder + "/venv/bin/python"
        guard isExecutable(path) else { throw .cannot("\(path): no such program; run Config/install") }
        return path
    }

    static func tufClient() throws(BenchFailure) -> String {
        let path = ownFolder + "/tuf-client"
        guard isExecutable(path) else {
            throw .cannot("\(path): no such program; `swift build -c release --product tuf-client --static-swift-stdlib`")
        }
        return path
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

    /// The small program beside the roost to be measured, which unpacks for it.
    static func unpacker(of roost: String) throws(BenchFailure) -> String {
        let path = roost + "-unpack"
        guard isExecutable(path) else { throw .cannot("\(path): no such program; `swift build -c release --product roost-unpack`") }
        return path
    }

    static func found(_ name: String) -> String? {
        ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"].map { "\($0)/\(name)" }.first(where: isExecutable)
    }
}
