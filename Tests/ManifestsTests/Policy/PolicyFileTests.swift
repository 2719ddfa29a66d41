import Foundation
import Testing
import Wire

@testable import Manifests

@Suite struct PolicyFileTests {
    private let file = PolicyFile("/etc/roost/policy.toml")

    @Test func `what one process writes the other reads`() throws {
        let problem = ConfigurationProblem(file: file.path, line: 3, reason: "it is wrong", remedy: "mend it")
        #expect(try file.document(from: SettingsLine<Policy>.valid(Policy()).json.bytes, isWhole: true).get() == Policy())
        #expect(file.document(from: SettingsLine<Policy>.invalid(problem).json.bytes, isWhole: true) == .failure(problem))
    }

    @Test(arguments: ["", "{", "{}", #"{"settings":{}}"#, #"{"problem":{"file":"x"}}"#])
    func `a reader that died, or says nothing, is told as a malformed file`(_ output: String) {
        guard case .failure(let problem) = file.document(from: Array(output.utf8), isWhole: false) else { return #expect(Bool(false)) }
        #expect(problem.file == file.path && problem.reason.contains("malformed"))
        let cut = file.document(from: SettingsLine<Policy>.valid(Policy()).json.bytes, isWhole: false)
        guard case .failure = cut else { return #expect(Bool(false)) }
    }

    @Test func `no file is an empty one, and what is no file is told`() {
        #expect(SettingsLine<Policy>(reading: "/nowhere/policy.toml") == .valid(Policy()))
        guard case .invalid(let problem) = SettingsLine<Policy>(reading: "/dev") else { return #expect(Bool(false)) }
        #expect(problem.reason == "not a regular file" && problem.file == "/dev")
    }

    @Test func `the file of this repository shows the defaults, and its examples are right`() throws {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../../Config/policy.toml").standardized
            .path
        #expect(SettingsLine<Policy>(reading: path) == .valid(Policy()))
        // Every line that is an example, taken as it is.
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
        let text = lines.map { $0.hasPrefix("# ") && ($0.contains(" = ") || $0.hasPrefix("# [[")) ? $0.dropFirst(2) : $0 }.joined(
            separator: "\n")
        guard case .valid(let policy) = SettingsLine<Policy>(Array(text.utf8), file: path) else {
            return #expect(SettingsLine<Policy>(Array(text.utf8), file: path) == .valid(Policy()))
        }
        #expect(policy.windows.count == 1 && policy.channels.features == ["adblock": .lts] && policy.limits.bytes == 500 << 20)
        #expect(policy.validation.probes.map(\.name) == ["dns answers"] && policy.validation.gateway != nil)
    }
}
