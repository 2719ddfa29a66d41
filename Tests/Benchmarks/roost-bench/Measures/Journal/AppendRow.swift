import Glibc

/// What the rounds gave for one number of writers; 0 is a file that is appended to and synced by itself.
struct AppendRow {
    let label: String
    let writers: Int
    private(set) var wrong = 0
    private var rates: [Double] = []
    /// Microseconds of CPU for each append, of the clients and the servers in turn: unlike the rates, they do not know of the disk.
    private var costs: [[Double]] = []

    init(_ label: String, writers: Int) {
        self.label = label
        self.writers = writers
    }

    mutating func measure(at door: Door, _ seconds: Double, file: String, of servers: [pid_t]) throws(BenchFailure) {
        guard writers > 0 else { return rates.append(try syncs(seconds, file)) }
        let process = try Clients.start("append", at: door, writers, Int(seconds * 1000))
        let before = servers.map(cpuNanoseconds)
        process.tell("go")
        let figures = Clients.result(of: process, within: seconds + 60)
        guard let count = figures["count"], let time = figures["nanoseconds"] else { throw .cannot("\(label): no result") }
        rates.append(Double(count) / Double(time) * 1e9)
        let used = [figures["cpu"] ?? 0] + zip(servers.map(cpuNanoseconds), before).map { $0 - $1 }
        costs.append(used.map { Double($0) / 1000 / Double(max(1, count)) })
        wrong += figures["wrong"] ?? 1
    }

    /// Round by round, then the median: the rounds of one run share the disk's mood.
    func ratio(to other: AppendRow) -> Double { median(zip(rates, other.rates).map { $0 / $1 }) }

    func cells(against other: AppendRow) -> [String] {
        let cpu = (0..<3).map { part in costs.isEmpty ? "-" : fixed(median(costs.map { $0[part] })) }
        return [label, fixed(rates.max() ?? .nan, 0), fixed(median(rates), 0), fixed(ratio(to: other), 2)] + cpu + [String(wrong)]
    }

    private func syncs(_ seconds: Double, _ path: String) throws(BenchFailure) -> Double {
        let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw .cannot("\(path): \(String(cString: strerror(errno)))") }
        defer { close(file) }
        let event = [UInt8](repeating: UInt8(ascii: "x"), count: 200)
        let began = nanoseconds()
        var count = 0
        while Double(nanoseconds() - began) < seconds * 1e9 {
            guard Glibc.write(file, event, event.count) == event.count, fsync(file) == 0 else { throw .cannot("\(path) cannot be synced") }
            count += 1
        }
        return Double(count) / Double(nanoseconds() - began) * 1e9
    }
}
