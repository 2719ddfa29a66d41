import Foundation
import Testing
import Wire

@testable import Manifests

@Suite struct ReportSettingsTests {
    private func settings(_ text: String) throws(ConfigurationProblem) -> ReportSettings {
        try ReportSettings(toml: Array(text.utf8), file: "report.toml")
    }

    private static let secret = String(repeating: "s", count: 16)

    @Test func `without a word, reports go into the log`() throws {
        #expect(try settings("") == ReportSettings(sinks: [.log]))
    }

    @Test func `each kind has its own keys and defaults`() throws {
        let text = """
            [[sink]]
            kind = "file"
            path = "/var/log/r"
            size = "64K"
            [[sink]]
            kind = "webhook"
            name = "chat"
            url = "https://h.example/x"
            secret = "\(Self.secret)"
            [[sink]]
            kind = "syslog"
            to = "udp:[::1]:514"
            severity = "error"
            """
        #expect(
            try settings(text).sinks == [
                .init(name: "file", target: .file(path: "/var/log/r", size: 65536, files: 4, .json), severity: .informational),
                .init(name: "chat", target: .webhook(url: "https://h.example/x", secret: Self.secret), severity: .notice),
                .init(name: "syslog", target: .syslog(.udp(host: "::1", port: 514)), severity: .error),
            ])
    }

    @Test(arguments: [
        ("[[sink]]\nname = \"x\"", 1, "without 'kind'"), ("[[sink]]\nkind = \"mail\"", 2, "cannot be \"mail\""),
        ("[[sink]]\nkind = \"log\"\nurl = \"http://x\"", 3, "means nothing"),
        ("[[sink]]\nkind = \"log\"\ncolour = 1", 3, "unknown key"),
        ("[[sink]]\nkind = \"log\"\n[[sink]]\nkind = \"log\"", 3, "two sinks"),
        ("[[sink]]\nkind = \"log\"\nname = \"A b\"", 3, "is no name"), ("[[sink]]\nkind = \"log\"\nname = \"seen\"", 3, "is no name"),
        ("[[sink]]\nkind = \"file\"", 1, "absolute 'path'"), ("[[sink]]\nkind = \"file\"\npath = \"x\"", 3, "absolute 'path'"),
        ("[[sink]]\nkind = \"webhook\"\nurl = \"ftp://x\"", 3, "http or https"),
        ("[[sink]]\nkind = \"webhook\"\nurl = \"http://x\"\nsecret = \"short\"", 4, "16 to 1024"),
        ("[[sink]]\nkind = \"syslog\"\nto = \"tcp:x:1\"", 3, "cannot be"),
        ("[[sink]]\nkind = \"log\"\nseverity = \"loud\"", 3, "cannot be"), ("sink = 1", 1, "list of tables"), ("x = 1", 1, "unknown key"),
    ])
    func `what is wrong is told with its line`(_ text: String, _ line: Int, _ words: String) {
        do {
            _ = try settings(text)
            Issue.record("it was taken")
        } catch {
            #expect(error.line == line && error.reason.contains(words), "\(error.text)")
            #expect(!error.remedy.isEmpty)
        }
    }

    @Test func `a secret is repeated in no message`() {
        do {
            _ = try settings("[[sink]]\nkind = \"webhook\"\nurl = \"http://x\"\nsecret = \"hunter2\"")
            Issue.record("it was taken")
        } catch {
            #expect(!error.text.contains("hunter2"))
        }
    }

    @Test func `more sinks than eight are too many`() {
        let text = (0..<9).map { "[[sink]]\nkind = \"log\"\nname = \"n\($0)\"\n" }.joined()
        #expect(throws: ConfigurationProblem.self) { try settings(text) }
    }

    @Test func `the file of this repository shows the default, and its examples are right`() throws {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../../Config/report.toml").standardized
            .path
        #expect(SettingsLine<ReportSettings>(reading: path) == .valid(ReportSettings()))
        // Every line that is an example, taken as it is.
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
        let text = lines.map { $0.hasPrefix("# ") && ($0.contains(" = ") || $0.hasPrefix("# [[")) ? $0.dropFirst(2) : $0 }.joined(
            separator: "\n")
        let settings = try settings(text)
        #expect(settings.sinks.map(\.target.kind) == ReportSettings.Kind.allCases && settings.sinks[0] == .log)
        #expect(SettingsLine<ReportSettings>(bytes: SettingsLine.valid(settings).json.bytes) == .valid(settings))
    }
}
