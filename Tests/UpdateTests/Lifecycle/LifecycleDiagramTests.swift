import Contracts
import Foundation
import Testing

@testable import Update

/// The page about the lifecycle is made from the table, so that it cannot say anything else.
@Suite struct LifecycleDiagramTests {
    private static let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Sources/Kernel/Kernel.docc/UpdateLifecycle.md").standardized

    @Test func `the page shows the table as it is`() throws {
        let made = Self.text()
        if ProcessInfo.processInfo.environment["ROOST_WRITE_PAGES"] != nil {
            try made.write(to: Self.page, atomically: true, encoding: .utf8)
        }
        let written = try String(contentsOf: Self.page, encoding: .utf8)
        #expect(written == made, "make it anew: ROOST_WRITE_PAGES=1 swift test --filter LifecycleDiagramTests")
    }

    private static func text() -> String {
        """
        # The lifecycle of an update

        Made from `Plugins/Update/Lifecycle/Lifecycle.swift` by `LifecycleDiagramTests`; do not edit.

        ```mermaid
        stateDiagram-v2
            [*] --> discovery
        \(arrows().joined(separator: "\n"))
        ```

        | stage | of features, at most | of the core | begun again after restarts, at most | what a cancel gets |
        |---|---|---|---|---|
        \(rows().joined(separator: "\n"))

        A deadline that passes in commit or rollback, or a failure there, makes a doubt: the journal is asked what became of the
        transaction. After \(LifecycleLimits().doubts) doubts the update is told as unsettled, and recovery at the next start decides.

        """
    }

    // MARK: - The diagram

    private struct Arrow: Hashable {
        let from: String
        let to: String
    }

    /// Each pair of stages once, with all that leads from one to the other.
    private static func arrows() -> [String] {
        var (labels, order) = ([Arrow: [String]](), [Arrow]())
        for stage in UpdateContract.Stage.allCases {
            for (start, event) in starts(in: stage) {
                var lifecycle = start
                _ = lifecycle.handle(event, at: lifecycle.deadline)
                guard lifecycle.stage != stage, let label = label(event) else { continue }
                let arrow = Arrow(from: stage.rawValue, to: lifecycle.stage?.rawValue ?? "[*]")
                if labels[arrow] == nil { order.append(arrow) }
                if labels[arrow]?.contains(label) != true { labels[arrow, default: []].append(label) }
            }
        }
        return order.map { "    \($0.from) --> \($0.to): \((labels[$0] ?? []).joined(separator: ", "))" }
    }

    /// Of both kinds, with and without a delta that failed already.
    private static func starts(in stage: UpdateContract.Stage) -> [(Lifecycle, Lifecycle.Event)] {
        [(false, Walk.feature), (true, Walk.core)].flatMap { isCore, targets in
            [false, true].flatMap { full in
                Walk.events(targets).map { (Walk.to(stage, isCore: isCore, full: full), $0) }
            }
        }
    }

    private static func label(_ event: Lifecycle.Event) -> String? {
        switch event {
        case .found(let targets): targets.isEmpty ? "nothing new" : "found"
        case .nothing: "nothing new"
        case .judged(let verdict, _): verdict.rawValue
        case .done: "done"
        case .failed: "failed"
        case .deadline: "deadline"
        case .cancel: "cancel"
        case .shutdown: nil
        // A colon would end the label.
        case .resumed(let finding, _): "journal says \(finding)"
        }
    }

    // MARK: - The stages

    private static func rows() -> [String] {
        UpdateContract.Stage.allCases.map { stage in
            let limits = LifecycleLimits()
            var lifecycle = Walk.to(stage)
            let answer = lifecycle.handle(.cancel, at: 0).compactMap { if case .answer(let answer) = $0 { answer.rawValue } else { nil } }
            let times = [false, true].map { seconds(limits.time(for: stage, isCore: $0)) }
            return "| \(stage.rawValue) | \(times[0]) | \(times[1]) | \(limits.restarts(in: stage)) | \(answer.joined()) |"
        }
    }

    private static func seconds(_ milliseconds: Int64) -> String {
        let seconds = milliseconds / 1000
        return seconds >= 3600 ? "\(seconds / 3600) h" : seconds > 60 && seconds % 60 == 0 ? "\(seconds / 60) min" : "\(seconds) s"
    }
}
