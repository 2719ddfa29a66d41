import PowerCut
import Support
import Synchronization
import Testing

/// Disks that are full or bad at some write of an update or of its recovery: a clear sentence, and old or new at the next boot.
@Suite(.serialized)
struct FaultTests {
    private static let verdict = Result { try Verdict.ofFeature() }

    @Test(arguments: Fault.Kind.all)
    func `an update on a disk that fails is refused in clear words, and old or new at the next boot`(_ kind: Fault.Kind) throws {
        let log = try TemporaryFolder("fault")
        try UpdatedHost(home: UpdateHome(journal: Fault.trace(kind.call, log: log.path("log")))).run { try Self.update($0) }
        let count = Fault.count(kind.call, in: log.read("log"))
        #expect(count > 5)
        for fault in Fault.spread(kind, over: count, atMost: Thoroughness.faults) { try check(fault, of: count) }
    }

    private func check(_ fault: Fault, of count: Int) throws {
        let log = try TemporaryFolder("fault")
        let home = try UpdateHome(journal: fault.words(log: log.path("log")))
        var refusal: String?
        try UpdatedHost(home: home).run { host in
            do { try Self.update(host) } catch { refusal = "\(error)" }
        }
        let boot = try NextBoot(of: home.path)
        let outcome = boot.journal?.outcome ?? "nothing"
        print("fault: \(fault.testDescription) (of \(count)): \(refusal ?? "done"), then \(outcome)")
        #expect(Fault.isMet(in: log.read("log")), "\(fault.testDescription) of \(count)")
        #expect(try Self.verdict.get().ending(boot) == [])
        guard let refusal else { return #expect(outcome == "done") }
        let words = ["full", "space", "i/o", "input/output", "nobody answers"]
        #expect(words.contains(where: refusal.lowercased().contains), "\(refusal)")
    }

    private static func update(_ host: UpdatedHost) throws {
        let id = try host.beginAndSwitch(Update.feature)
        try host.request("journal.commit", #"{"id":"\#(id)"}"#)
    }

    @Test(arguments: Fault.Kind.all)
    func `a recovery on a disk that fails is made up for at the next boot`(_ kind: Fault.Kind) throws {
        let update = try RecordedUpdate.once.get()
        let met = Mutex(0)
        let report = try Replayer().replay(update.enumeration(Thoroughness.faultLimits)) { folder, state in
            let fault = Fault(kind: kind, number: 1 + state.event % 4)
            let log = try TemporaryFolder("fault")
            try NextBoot.start(folder, under: fault.words(log: log.path("log")))
            if Fault.isMet(in: log.read("log")) { met.withLock { $0 += 1 } }
            return try Aftermath(of: folder)
        } judge: {
            update.verdict.judge($0, $1)
        }
        let count = met.withLock { $0 }
        print("fault: \(kind.testDescription) in recovery, met \(count) times: \(report)")
        #expect(count > report.disks / 4)
        #expect(report.failures.isEmpty, "\(report.failures.prefix(5).map(\.description).joined(separator: "\n"))")
    }
}
