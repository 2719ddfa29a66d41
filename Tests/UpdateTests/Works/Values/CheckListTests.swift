import Manifests
import Testing

@testable import Contracts
@testable import Update

@Suite struct CheckListTests {
    @Test func `every feature is asked about, those of the update first, and those that are gone since`() {
        let list = CheckList(updating: ["web", "core"], hosted: ["dns", "web"], asked: ["feature vpn", "bus"], Policy().validation)
        #expect(list.checks.map(\.name) == ["feature web", "feature dns", "feature vpn", "bus"])
        #expect(list.features == ["feature web": "web", "feature dns": "dns", "feature vpn": "vpn"])
    }

    @Test func `probes of the policy have their parts`() throws {
        let tcp = Probe.tcp(host: "9.9.9.9", port: 53)
        var policy = Policy().validation
        policy.probes = [.init(name: "bus", by: .exec(command: "true"))]
        (policy.line, policy.secondTarget, policy.gateway) = (tcp, tcp, tcp)
        let list = CheckList(updating: [], hosted: [], policy)
        #expect(list.checks.map(\.part) == [.bus, .probe, .line, .secondTarget, .gateway])
        #expect(list.probes["probe bus"] == .exec(command: "true") && list.probes["bus"] == nil && list.probes["gateway"] == tcp)
    }

    @Test func `there is an end to how many features are asked about one by one`() {
        let hosted = (0..<500).map { "f\($0)" }
        let list = CheckList(updating: ["f499"], hosted: hosted, Policy().validation)
        #expect(list.checks.count == CheckList.mostFeatures + 1 && list.checks[0].name == "feature f499")
    }

    private func feature(_ id: String, crashes: Int = 0, restarts: Int = 0) -> KernelContract.Feature {
        .init(
            id: id, version: "1.0.0", state: "ready", pid: 1, restarts: restarts, crashes: crashes, cause: "exited with status 1", since: 0)
    }

    @Test func `a crash of what is updated counts, one of another feature only under a new runtime and if it was well before`() {
        let web = [UpdateContract.Target(id: "web", from: "1", to: "2")]
        let core = [UpdateContract.Target(id: "core", from: "1", to: "2")]
        let well: [String: Answer] = ["feature dns": .passed]
        #expect(CrashRule.crash(in: [feature("web", crashes: 1)], of: web, before: [:]) == "'web' crashed: exited with status 1")
        #expect(CrashRule.crash(in: [feature("web", restarts: 3)], of: web, before: [:]) == nil)
        #expect(CrashRule.crash(in: [feature("dns", crashes: 1, restarts: 1)], of: web, before: well) == nil)
        #expect(CrashRule.crash(in: [feature("dns", crashes: 1, restarts: 1)], of: core, before: well) != nil)
        #expect(CrashRule.crash(in: [feature("dns", crashes: 1)], of: core, before: well) == nil, "crashed before the restart")
        #expect(CrashRule.crash(in: [feature("dns", crashes: 1, restarts: 1)], of: core, before: [:]) == nil, "was ill before")
    }
}
