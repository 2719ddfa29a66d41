import ArgumentParser
import Contracts

/// Looks over the home, the machine and the host.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Look for what is wrong, and say what to do about it.",
        discussion: """
            Looks at the home and the configuration by itself, and asks the host about the machine: which limits and sandboxes \
            cannot be enforced here. Works, with fewer checks, while no host runs; then it exits 3.

            Examples:
              roost doctor
              roost doctor --json | jq '.checks[] | select(.ok | not)'
            """)

    @OptionGroup var host: HostOptions
    @OptionGroup var form: JSONOption

    func run() throws {
        var checks = HomeCheckup(host.home).checks()
        let asked = Result { try host.door.ask(KernelContract.Subject.doctor).read(as: KernelContract.Diagnosis.self) }
        if case .success(let diagnosis) = asked {
            checks.append(.init(name: "host", ok: true, detail: "running on \(host.home.path)"))
            checks += diagnosis.checks
        }
        try show(checks)
        _ = try asked.get()
    }

    private func show(_ checks: [KernelContract.Check]) throws {
        if form.json { return Output.line(try Answer(KernelContract.Diagnosis(checks: checks)).text) }
        Self.lines(checks, width: TerminalSize.ofOutput?.columns, style: .ofOutput).forEach(Output.line)
    }

    static func lines(_ checks: [KernelContract.Check], width: Int?, style: Style) -> [String] {
        var table = Table("CHECK", "", "FOUND")
        table.rows = checks.map { check in
            let verdict = check.ok ? Table.Cell("ok", .green) : Table.Cell("no", .red)
            return [Table.Cell(check.name), verdict, Table.Cell(check.detail)]
        }
        let remedies = checks.filter { !$0.ok && $0.remedy?.isEmpty == false }
        guard !remedies.isEmpty else { return table.lines(width: width, style: style) }
        return table.lines(width: width, style: style) + ["", "What to do:"]
            + remedies.map { Printable.line("  \($0.name): \($0.remedy ?? "")") }
    }
}
