import ArgumentParser
import Files
import Glibc
import Launch
import Manifests
import PluginKit
import Wire

/// Puts a plugin through the conformance suite.
struct FeatureCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Try whether a plugin keeps the rules of the bus, before it is installed.",
        discussion: """
            Starts the plugin twice, without a host, and takes a few seconds: does it say hello, beat, stop in time, survive \
            garbage, end when the kernel is gone? Whatever language it is written in. Daemons have no such rules: of those only \
            the manifest is checked.

            Example:
              roost feature check ./adblock
            """)

    @OptionGroup var form: JSONOption

    @Argument(help: ArgumentHelp("The plugin's folder, with plugin.toml.", valueName: "dir"), completion: .directory)
    var folder: String

    func run() throws {
        let manifest = try ManifestFolder(Home.absolute(folder)).manifest()
        guard manifest.kind == .plugin else { return show([], of: manifest) }
        let progress = Progress("trying \(manifest.id)")
        defer { progress.end() }
        let verdicts = try Self.verdicts(on: manifest)
        progress.end()
        show(verdicts, of: manifest)
        let broken = verdicts.count { !$0.isKept }
        guard broken == 0 else { throw CommandFailure("\(manifest.id) breaks \(Words.count(broken, "rule"))") }
    }

    private static func verdicts(on manifest: Manifest) throws(CommandFailure) -> [Verdict] {
        let suite = conformance(of: manifest)
        if !FilePath(suite.executable).isOneName, access(suite.executable, X_OK) != 0 {
            throw CommandFailure("\(suite.executable): \(SystemError.last.words); build it first, or correct 'exec'")
        }
        do {
            return try suite.run()
        } catch {
            throw CommandFailure("\(manifest.id) cannot be tried: \(error)")
        }
    }

    private static func conformance(of manifest: Manifest) -> Conformance {
        let program = manifest.exec[0]
        let isRelative = !FilePath(program).isOneName && !FilePath(program).isAbsolute
        var suite = Conformance(
            executable: isRelative ? "\(manifest.folder)/\(program)" : program == "@roost" ? "/proc/self/exe" : program,
            arguments: Array(manifest.exec.dropFirst()),
            directory: manifest.folder, feature: manifest.id)
        suite.environment = manifest.environment.map { "\($0)=\($1)" }.sorted()
        suite.readyWithin = .milliseconds(manifest.ready.within)
        suite.stopWithin = .milliseconds(manifest.stop.within)
        return suite
    }

    private func show(_ verdicts: [Verdict], of manifest: Manifest) {
        guard form.json else {
            Output.line("manifest: ok (\(manifest.id) \(manifest.version))")
            return Self.lines(verdicts, width: TerminalSize.ofOutput?.columns, style: .ofOutput).forEach(Output.line)
        }
        let list = verdicts.map { verdict -> JSON in
            ["rule": .string(verdict.rule), "ok": .bool(verdict.isKept), "detail": .string(verdict.words)]
        }
        let value: JSON = ["id": .string(manifest.id), "verdicts": .array(list)]
        Output.line(value.text)
    }

    private static func lines(_ verdicts: [Verdict], width: Int?, style: Style) -> [String] {
        guard !verdicts.isEmpty else { return [] }
        var table = Table("RULE", "", "SEEN")
        table.rows = verdicts.map { verdict in
            [Table.Cell(verdict.rule), verdict.isKept ? Table.Cell("ok", .green) : Table.Cell("no", .red), Table.Cell(verdict.words)]
        }
        return table.lines(width: width, style: style)
    }
}
