import Contracts
import Foundation
import PluginKit
import Testing

@testable import Report

@Suite struct EventReadingTests {
    private static let report = UpdateContract.Report(
        id: "u1", cause: "schedule", targets: [.init(id: "adblock", from: "1.0.0", to: "1.1.0")], end: "committed", stage: "commit",
        reason: "", remedy: "",
        begun: 1, ended: 2)
    private static let step = UpdateContract.Step(id: "u1", targets: report.targets, stage: "download", at: 1)

    private func reading(_ subject: String, _ body: String, from sender: String? = nil) -> EventReading {
        var headers = Headers()
        let owner = String(subject.split(separator: ".")[1])
        headers.append("Roost-Sender", sender ?? (owner == "kernel" ? "@kernel" : owner))
        return EventReading(Message(subject: subject, headers: headers, payload: Array(body.utf8)))
    }

    private func json(_ value: some Encodable) throws -> String { String(decoding: try JSONEncoder().encode(value), as: UTF8.self) }

    @Test func `reports, stages, notices and ends of transactions are worth telling`() throws {
        let (report, step) = (try json(Self.report), try json(Self.step))
        #expect(reading("event.update.report", report) == .report(Self.report, body: report))
        #expect(reading("event.update.download", step) == .step(Self.step, body: step))
        #expect(reading("event.journal.outcome", "{}") == .outcome)
        let body = #"{"text":"It is off.","cause":"c","remedy":"r","at":5,"id":"x"}"#
        let notification = ReportContract.Notification(text: "It is off.", cause: "c", remedy: "r", at: 5)
        #expect(reading("event.kernel.notice", body) == .notice(notification, severity: .error, body: body))
        #expect(reading("event.adblock.notice", body) == .notice(notification, severity: .warning, body: body))
        #expect(notification.sentences == "It is off. Cause: c r")
    }

    @Test func `the host's own word says who told it, and nobody tells in another's name`() throws {
        let report = try json(Self.report)
        for stranger in ["adblock", "@anonymous", "kernel", ""] {
            #expect(reading("event.update.report", report, from: stranger) == .nothing, "\(stranger)")
            #expect(reading("event.kernel.notice", #"{"text":"x"}"#, from: stranger) == .nothing, "\(stranger)")
        }
        for administrator in ["@admin", "@token", "@user:ada"] {
            #expect(reading("event.update.report", report, from: administrator) != .nothing)
        }
        #expect(EventReading(Message(subject: "event.update.report", payload: Array(report.utf8))) == .nothing)
    }

    @Test(arguments: [
        ("event.update.report", "{"), ("event.update.report", "{}"), ("event.update.download", "[]"), ("event.x.notice", "{}"),
        ("event.x.notice", #"{"text":7}"#), ("event.x.notice", #"{"text":""}"#), ("event.x.other", #"{"text":"x"}"#),
        ("event.x", "{}"), ("event.x.y.notice", #"{"text":"x"}"#), ("feature.x.notice", #"{"text":"x"}"#),
        ("event.update.discovery", #"{"id":"u","targets":[],"stage":"discovery","at":1}"#),
    ])
    func `everything else is not`(_ subject: String, _ body: String) { #expect(reading(subject, body) == .nothing) }
}
