import EventLoop

@testable import PluginKit

/// The bus's end of a real socketpair: takes down what is said to it, and says what the test wants.
final class ScriptedPeer {
    static let info = "INFO {\"server_id\":\"SCRIPT\",\"max_payload\":1048576,\"headers\":true}\r\n"

    let stream: Stream
    /// The end to connect to.
    let descriptor: Int32
    private(set) var heard = ""
    var answersPings = true
    private var waiting: (text: String, resume: () -> Void)?

    init(on backgrounds: Backgrounds, info: String = ScriptedPeer.info) throws {
        (stream, descriptor) = try Stream.pair(on: backgrounds.executor.loop)
        stream.read { [unowned self] event in
            if case .bytes(let bytes) = event { take(String(decoding: bytes, as: UTF8.self)) }
        }
        say(info)
    }

    func say(_ text: String) { stream.write(Array(text.utf8)) }

    /// Returns once `text` has been said to the peer since its beginning.
    func hear(_ text: String) async {
        guard !heard.contains(text) else { return }
        await withCheckedContinuation { resumption in waiting = (text, { resumption.resume() }) }
    }

    func connect(on backgrounds: Backgrounds) async throws -> BusConnection {
        try await BusConnection.connect(to: .descriptor(descriptor), name: "test", on: backgrounds)
    }

    /// The reply subject of the request on `subject`.
    func replySubject(of subject: String) async -> String {
        await hear("PUB \(subject) _INBOX.")
        let line = heard.split(separator: "\r\n").first { $0.hasPrefix("PUB \(subject) _INBOX.") } ?? ""
        return String(line.split(separator: " ")[2])
    }

    /// The number of the subscription on a subject that begins so.
    func subscription(_ subject: String) async -> String {
        await hear("SUB \(subject)")
        let line = heard.split(separator: "\r\n").first { $0.hasPrefix("SUB \(subject)") } ?? ""
        return String(line.split(separator: " ").last ?? "")
    }

    func answer(_ subject: String, _ body: String) async {
        let (inbox, reply) = (await subscription("_INBOX."), await replySubject(of: subject))
        say("MSG \(reply) \(inbox) \(body.utf8.count)\r\n\(body)\r\n")
    }

    func answer(_ subject: String, headers: String) async {
        let (inbox, reply) = (await subscription("_INBOX."), await replySubject(of: subject))
        say("HMSG \(reply) \(inbox) \(headers.utf8.count) \(headers.utf8.count)\r\n\(headers)\r\n")
    }

    private func take(_ text: String) {
        heard += text
        if answersPings, text.contains("PING\r\n") { say("PONG\r\n") }
        if let waiting, heard.contains(waiting.text) {
            self.waiting = nil
            waiting.resume()
        }
    }
}
