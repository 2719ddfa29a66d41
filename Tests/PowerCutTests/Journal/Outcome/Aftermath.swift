import Foundation
import PowerCut
import Support

@testable import Journal

/// What follows a cut: the next boot and, where a trial goes on in it, both ends that can have.
struct Aftermath: Sendable {
    let first: NextBoot
    /// The power goes again before anybody confirms it.
    private(set) var abandoned: NextBoot?
    /// The guard confirms it, and then the power goes.
    private(set) var confirmed: NextBoot?

    init(of folder: String) throws {
        first = try NextBoot(of: folder)
        guard first.isOnTrial else { return }
        let copy = folder + ".confirmed"
        try FileManager.default.copyItem(atPath: folder, toPath: copy)
        defer { try? FileManager.default.removeItem(atPath: copy) }
        try Self.confirm(copy)
        confirmed = try NextBoot(of: copy)
        abandoned = try NextBoot(of: folder)
    }

    var words: String {
        [first, confirmed, abandoned].compactMap { $0.map { "\($0.slots.words)\($0.words)" } }.joined(separator: " | ")
    }

    /// As the guard does it: what it knows of the trial, under another name.
    private static func confirm(_ folder: String) throws {
        let trial = try SlotFile(Trial.name, reading: Array(readText("\(folder)/slots/\(Trial.name)").utf8))
        let file = SlotFile(Trial.confirmedName, trial.pairs)
        try Data(file.bytes).write(to: URL(fileURLWithPath: "\(folder)/slots/\(Trial.confirmedName)"))
    }
}
