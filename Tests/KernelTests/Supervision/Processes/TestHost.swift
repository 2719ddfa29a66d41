import Foundation
import Launch
import Manifests
import Testing

@testable import EventLoop
@testable import Kernel

/// A supervisor in a temporary home, with everything it told its delegate; features are started without a launcher.
final class TestHost: SupervisorDelegate {
    let home: String
    let loop = Loop()
    private(set) var supervisor: Supervisor!
    private(set) var notices: [Notice] = []
    private(set) var troubles: [String] = []
    private(set) var ends: [(id: String, cause: Cause)] = []
    private(set) var removed: [String] = []
    /// Every state a feature was told to be in, in order.
    private(set) var states: [(id: String, state: FeatureState)] = []
    /// What each plugin gets as its descriptor 3.
    var buses: [String: Int32] = [:]

    init(home: String? = nil, settings: SupervisionSettings = TestHost.quick) {
        Loop.clearSignalMask()
        self.home = home ?? Self.newHome()
        // bash gets the words of a probe as $0, $1, …, and can open a tcp connection.
        let launcher = Launcher(executable: "/bin/bash", launch: nil, probe: ["bash", "-c", "exec 3<>/dev/tcp/$1/$2"])
        supervisor = Supervisor(home: self.home, on: loop, settings: settings, launcher: launcher, delegate: self)
    }

    /// Restarts without waits.
    static var quick: SupervisionSettings { SupervisionSettings(delays: [0]) }

    static func newHome() -> String {
        let path = "/tmp/roost-supervision-\(UUID().uuidString.prefix(8))"
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    /// Runs the loop until the condition holds; false if it does not within `seconds`.
    func run(_ seconds: Double = 10, until isDone: @escaping () -> Bool) -> Bool {
        let limit = loop.now + UInt64(seconds * 1000)
        let look = Timer(on: loop) { [loop] in if isDone() || loop.now > limit { loop.stop() } }
        look.start(after: 0, repeating: 1)
        loop.run()
        look.close()
        return isDone()
    }

    func settle() -> Bool { run { [supervisor] in supervisor!.isSettled } }

    func state(_ id: String) -> FeatureState? { supervisor.features[id]?.state }

    func pid(_ id: String) -> Int32? { supervisor.features[id]?.status.pid }

    /// Stops everything and removes the home.
    func end(keepingHome: Bool = false) {
        var isStopped = false
        supervisor.stopAll { isStopped = true }
        #expect(run(20) { isStopped }, "not stopped: \(supervisor.statuses.filter { $0.pid != nil })")
        // A killed probe that nobody reaps would be all that Swift Testing's wait for exit tests ever sees.
        let loop = loop
        #expect(run { loop.children.isEmpty })
        leave()
        if !keepingHome { try? FileManager.default.removeItem(atPath: home) }
    }

    /// As if the host had been killed, but for its children.
    func leave() {
        supervisor.close()
        loop.close()
    }

    func log(_ id: String) -> String { (try? String(contentsOfFile: "\(home)/logs/\(id)/current", encoding: .utf8)) ?? "" }

    // MARK: - Delegate

    func busDescriptor(for id: String) -> Int32? { buses[id].map { dup($0) } }
    func environment(for id: String) -> [String] { ["GIVEN=\(id)"] }
    func feature(_ id: String, changed status: FeatureStatus) {
        if states.last.map({ $0.id == id && $0.state == status.state }) != true { states.append((id, status.state)) }
    }
    func feature(_ id: String, ended cause: Cause) { ends.append((id, cause)) }
    func featureRemoved(_ id: String) { removed.append(id) }
    func notice(_ notice: Notice) { notices.append(notice) }
    func trouble(_ words: String) { troubles.append(words) }
}

/// A shell script as a feature that needs no bus.
func shell(_ id: String, _ script: String, _ change: (inout Manifest) -> Void = { _ in }) -> ManifestLine {
    var manifest = Manifest(id: id, version: "1.0.0", exec: ["sh", "-c", script], kind: .daemon)
    (manifest.executable, manifest.folder, manifest.file) = ("/bin/sh", "/tmp", "/tmp/\(id).toml")
    change(&manifest)
    return .valid(manifest)
}

func isAnyAlive(inGroup group: Int32) -> Bool { ProcessEntry.all().contains { $0.group == group && !$0.isZombie } }

func isAlive(_ pid: Int32) -> Bool { ProcessEntry(pid: pid).map { !$0.isZombie } ?? false }
