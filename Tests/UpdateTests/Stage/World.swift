import Contracts
import Foundation

@testable import Update

/// What survives the plugin's process in a test: the journal, what is installed, and what was told.
final class World {
    var entries: [Entry] = []
    var parts: [RecordPart: Data] = [:]
    /// Of the journal's transactions, by id.
    var findings: [String: JournalFinding] = [:]
    /// Why transactions are undone.
    var undoing: String?
    var told: [News] = [] { didSet { heard(told[told.count - 1]) } }
    /// Somebody on the bus.
    var heard: (News) -> Void = { _ in }
    var said: [String] = []
    var installed = ["adblock": "1.0.0", "dns": "1.0.0"]
    /// A core's: of what runs, and of what is to be started.
    var slots = (running: "a", chosen: "a")
    var disabled: Set<String> = []
    /// Why the guard went back, if it did.
    var setback: String?
    var boot: Int64 = 1_000_000
    var wall: Double = 1_700_000_000
    var bootID = "b1"

    /// What the repository has.
    var candidates = [World.candidate("adblock", "1.1.0")]
    var lookFailure: LookFailure?
    var released: [String: Double] = [:]
    /// The policy's word on each, by id; pass if there is none.
    var verdicts: [String: ChannelsContract.Criterion] = [:]
    /// Of what is asked of channels.
    var questions: [ChannelsContract.Evaluate] = []

    /// So many more writes are taken; then the process is dead.
    var writesLeft: Int?
    /// Whether the write at which it dies is still done.
    var lastWriteIsDone = true
    /// A write waits for room, as long as somebody wants it.
    var isFull = false
    /// Where whoever reads what was kept waits.
    var keptGates: [RecordPart: Gate] = [:]
    /// So many writes fail from now on.
    var failingWrites = 0

    static func candidate(_ id: String, _ version: String, from: String? = "1.0.0", channel: String = "stable") -> UpdateContract.Candidate
    {
        .init(id: id, version: version, installed: from, channel: channel)
    }

    var endings: [Ending] { entries.compactMap(\.ending) }

    var reports: [UpdateContract.Report] {
        told.compactMap { if case .report(let report) = $0 { report } else { nil } }
    }

    /// The stages that were told, in their order, as `event.update.<stage>`.
    var steps: [String] {
        told.map { news in
            switch news {
            case .step(let step): step.stage
            case .report: "report"
            case .notice: "notice"
            }
        }
    }
}
