import Contracts
import Manifests

extension ReportSettings.Severity {
    /// Whether something as grave as that is for a sink that wants this.
    func concerns(_ severity: ReportContract.Severity) -> Bool {
        SyslogMessage.number(severity) <= (Self.allCases.firstIndex(of: self) ?? 0)
    }
}
