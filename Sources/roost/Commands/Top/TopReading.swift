import Contracts
import Glibc
import PluginKit

/// Everything `roost top` looks at, at one moment.
struct TopReading {
    var status: KernelContract.Status
    var peers: [KernelContract.Peer]
    var processes: ProcessTable
    var hostPID: Int32?
    /// Seconds of a clock that only goes forward.
    var time: Double

    static func take(_ bus: BusConnection, home: Home) async throws -> TopReading {
        let status: KernelContract.Status = try await bus.request(KernelContract.Subject.status, timeout: .seconds(10))
        let peers: KernelContract.Peers = try await bus.request(KernelContract.Subject.peers, timeout: .seconds(10))
        return TopReading(
            status: status, peers: peers.peers, processes: .now(), hostPID: readPID(home.pidFile), time: now)
    }

    private static func readPID(_ file: String) -> Int32? {
        guard let bytes = try? InputFile.read(file, limit: 32) else { return nil }
        return Int32(String(decoding: bytes.prefix { $0 > 0x20 }, as: UTF8.self))
    }

    /// The same clock. C function: `clock_gettime`.
    static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
