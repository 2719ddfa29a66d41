import PowerCut
import Support
import Testing

/// Disks that are full or bad at some write of an update or of its recovery: a clear sentence, and old or new at the next boot.
@Suite(.serialized)
struct FaultTests {
    private static let verdict = Result { try Verdict.ofFeature() }

    private static let faults =
        Thoroughness.faults([3, 30]).map { Fault(call: "pwrite64", error: "ENOSPC", number: $0, lasts: true) }
        + Thoroughness.faults([12]).map { Fault(call: "fdatasync", error: "EIO", number: $0, lasts: false) }
        + Thoroughness.faults([6, 15]).map { Fault(call: "fsync", error: "EIO", number: $0, lasts: false) }

    @Test(arguments: faults)
    func `an update on a disk that fails is refused in clear words, and old or new at the next boot`(_ fault: Fault) throws {
        let verdict = try Self.verdict.get()
        let log = try TemporaryFolder("fault")
        let home = try UpdateHome(journal: fault.words(log: log.path("log")))
        var refusal: String?
        try UpdatedHost(home: home).run { host in
            do {
                try host.beginAndSwitch(Update.feature)
                try host.request("journal.commit", #"{"id":"1"}"#)
            } catch {
                refusal = "\(error)"
            }
        }
        let boot = try NextBoot(of: home.path)
        let outcome = boot.journal?.outcome ?? "nothing"
        print(
            "fault: \(fault.testDescription), \(Fault.isMet(in: log.read("log")) ? "" : "not ")met: \(refusal ?? "done"), then \(outcome)")
        #expect(verdict.ending(boot) == [])
        guard let refusal else { return #expect(outcome == "done") }
        let words = ["full", "space", "i/o", "input/output", "nobody answers"]
        #expect(words.contains(where: refusal.lowercased().contains), "\(refusal)")
    }

    @Test(arguments: [("pwrite64", "ENOSPC", true), ("fdatasync", "EIO", false), ("fsync", "EIO", false)])
    func `a recovery on a disk that fails is made up for at the next boot`(_ call: String, _ error: String, _ lasts: Bool) throws {
        let update = try RecordedUpdate.once.get()
        let enumeration = update.enumeration(Thoroughness.faultLimits)
        let report = try Replayer().replay(enumeration) { folder, state in
            let fault = Fault(call: call, error: error, number: 1 + state.event % 9, lasts: lasts)
            try NextBoot.start(folder, under: fault.words(log: "/dev/null"))
            return try update.verdict.boot(folder)
        } judge: {
            update.verdict.judge($0, $1)
        }
        print("fault: \(call) in recovery, \(error): \(report)")
        #expect(report.failures.isEmpty, "\(report.failures.prefix(5).map(\.description).joined(separator: "\n"))")
    }
}
