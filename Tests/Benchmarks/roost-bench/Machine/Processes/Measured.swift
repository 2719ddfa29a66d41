import Glibc

/// A program that ran to its end: how long it took, what it printed, the most kilobytes it had resident, and how many of its own.
struct Measured {
    let seconds: Double
    let output: String
    let peak: Int
    let own: Int

    /// - Parameter group: the `cgroup.procs` of a control group that it runs in.
    init(_ command: [String], in folder: TemporaryFolder, group: String = "") throws(BenchFailure) {
        guard let measured = try Self.run(command, in: folder, group) else {
            throw .cannot("\(command.joined(separator: " ")): \(contents(of: folder.path + "/errors")?.suffix(500) ?? "failed")")
        }
        self = measured
    }

    private init(_ seconds: Double, _ output: String, _ kilobytes: [Int]) {
        (self.seconds, self.output, peak, own) = (seconds, output, kilobytes[0], kilobytes[1])
    }

    /// Nil if it failed.
    static func run(_ command: [String], in folder: TemporaryFolder, _ group: String = "") throws(BenchFailure) -> Measured? {
        let (errors, peak) = (folder.path + "/errors", folder.path + "/peak")
        unlink(errors)
        let began = nanoseconds()
        let process = try Process([Programs.relay, "peak", peak, group] + command, errorsTo: errors)
        var lines: [String] = []
        while let line = process.line(within: 3600) { lines.append(line) }
        guard process.end(signal: 0, within: 5), process.succeeded else { return nil }
        let kilobytes = (contents(of: peak) ?? "").split(whereSeparator: { $0 == " " || $0 == "\n" }).compactMap { Int($0) }
        guard kilobytes.count == 2 else { return nil }
        return Measured(Double(nanoseconds() - began) / 1e9, lines.joined(separator: "\n"), kilobytes)
    }
}
