import Foundation
import PowerCut
import Support

/// The guard, the host and the journal as they run on a router, from the guard's start to its end.
struct UpdatedHost: Sendable {
    let home: UpdateHome

    /// Where events are appended to while it is updated.
    static let stream = "app.log"

    func record(_ body: (UpdatedHost) throws -> Void) throws -> Recording {
        let recorder = Recorder(Scope(root: home.path, volatile: ["run", "logs"]), promise: { Promise.words(Promise.all(in: $0)) })
        return try recorder.record(Binaries.guardian, ["--home", home.path, "--factory", "/nonexistent"]) { guardian in
            try waitUntilReady()
            try body(self)
            kill(guardian, SIGTERM)
        }
    }

    /// Without a recording; also where its journal never gets ready, which the body's requests will tell.
    func run(_ body: (UpdatedHost) throws -> Void) throws {
        let guardian = try ServerProcess(Binaries.guardian, ["--home", home.path, "--factory", "/nonexistent"])
        // A journal that cannot start on this disk is no reason to wait long: the requests will say so.
        do { try waitUntilReady(within: .seconds(15)) } catch is DeadlinePassed {}
        try body(self)
        guard try guardian.stop() == .exited(0) else { throw RecordingError(words: "the guard: \(guardian.errors)") }
    }

    @discardableResult
    func request(_ subject: String, _ body: String = "") throws -> String { try HostVoice(home: home.path).request(subject, body) }

    private func ask(_ subject: String, _ body: String) throws -> (answer: String?, error: String) {
        try HostVoice(home: home.path).ask(subject, body)
    }

    func waitUntilReady(slot: String = "a", within time: Duration = Deadline.patience) throws {
        try Deadline.wait(for: "the journal of slot \(slot) to be ready", within: time, every: .milliseconds(50)) {
            guard let status = try ask("kernel.status", "").answer, status.contains("\"slot\":\"\(slot)\"") else { return false }
            return try ask("journal.list", "{}").answer != nil
        }
    }

    /// Everything up to the point where somebody has to find it good; returns the transaction's number.
    @discardableResult
    func beginAndSwitch(_ update: String) throws -> String {
        let answer = try request("journal.begin", update)
        guard let id = answer.firstMatch(of: #/"id":"(\d+)"/#)?.1 else { throw RecordingError(words: "no number: \(answer)") }
        for _ in 1...3 { try request("journal.advance", #"{"id":"\#(id)"}"#) }
        return String(id)
    }

    func killKernel() throws {
        guard let pid = pid_t(home.folder.read("run/kernel.pid").split(separator: "\n").first ?? "") else {
            throw RecordingError(words: "the kernel has left no number")
        }
        kill(pid, SIGKILL)
    }
}
