import EventLoop
import Glibc
import Launch
import Manifests

/// What all features of a supervisor share.
final class Services {
    let loop: Loop
    /// Absolute and without links, so that marks in environments compare.
    let home: String
    let settings: SupervisionSettings
    let launcher: Launcher
    let confinement: (any Confinement)?
    let store: StateStore
    let ledger: ProcessLedger
    let strays: Strays
    weak var delegate: (any SupervisorDelegate)?
    /// A feature may have another status.
    var changed: (String) -> Void = { _ in }
    private var lives: UInt64 = 0

    init(
        loop: Loop, home: String, settings: SupervisionSettings, launcher: Launcher, confinement: (any Confinement)?,
        delegate: any SupervisorDelegate
    ) {
        (self.loop, self.home, self.settings) = (loop, home, settings)
        (self.launcher, self.confinement, self.delegate) = (launcher, confinement, delegate)
        for folder in ["run", "run/notify", "data", "logs", "state"] { mkdir("\(home)/\(folder)", 0o755) }
        let trouble: (String) -> Void = { [weak delegate] in delegate?.trouble($0) }
        store = StateStore(folder: home + "/state", on: loop, trouble: trouble)
        ledger = ProcessLedger(path: Self.ledger(of: home), on: loop, trouble: trouble)
        strays = Strays(on: loop)
    }

    static func ledger(of home: String) -> String { home + "/run/processes" }

    func trouble(_ words: String) { delegate?.trouble(words) }

    func newMark(_ id: String) -> LifeMark {
        lives += 1
        return LifeMark(home: home, id: id, number: lives)
    }

    func newLog(_ id: String) -> FeatureLog {
        let file = LogFile(folder: "\(home)/logs/\(id)", size: settings.logSize, files: settings.logFiles)
        return FeatureLog(file, rate: settings.logRate, on: loop) { [weak self] in self?.trouble($0) }
    }
}
