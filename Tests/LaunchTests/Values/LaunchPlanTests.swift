import Manifests
import Testing

@testable import Launch

@Suite("LaunchPlan: what a manifest becomes, and what is said of it")
struct LaunchPlanTests {
    private func plan(
        in enclosure: Enclosure = Enclosure(), by host: HostAbilities = HostAbilities(), _ change: (inout Manifest) -> Void = { _ in }
    ) -> LaunchPlan {
        var manifest = Manifest(id: "adblock", version: "1.0.0", exec: ["./adblock", "--listen"])
        (manifest.folder, manifest.executable) = ("/h/plugins/adblock", "/h/plugins/adblock/adblock")
        change(&manifest)
        return LaunchPlan(manifest, at: FeaturePaths(folder: manifest.folder, data: "/h/data/adblock", home: "/h"), in: enclosure, by: host)
    }

    private var ordinary: HostAbilities { HostAbilities(user: 1000, capabilities: .none, landlock: 0, openFiles: 1024) }

    @Test func `the plain feature asks for nothing and gets no report`() throws {
        let plan = plan()
        #expect(plan.reports.isEmpty)
        let options = try LaunchOptions(parsing: plan.arguments)
        #expect(options.program == ["/h/plugins/adblock/adblock", "--listen"])
        #expect(options.directory == "/h/plugins/adblock" && options.dataFolder == "/h/data/adblock")
        #expect(options.noNewPrivileges && options.deathSignal == 9 && options.parent == 1)
        #expect(options.readable.isEmpty && options.writable.isEmpty && options.limits.isEmpty)
    }

    @Test func `limits held by groups are not carried by the process`() throws {
        let enclosure = Enclosure(groups: ["/c/a", "/c/b"], held: [.memory: "m", .processes: "p", .cpu: "c"])
        let plan = plan(in: enclosure) {
            ($0.limits.memory, $0.limits.processes, $0.limits.cpu, $0.limits.openFiles) = (64 << 20, 32, 0.5, 256)
        }
        let options = try LaunchOptions(parsing: plan.arguments)
        #expect(options.groups == ["/c/a", "/c/b"])
        #expect(options.limits == [ResourceLimits.Setting(.nofile, 256)])
        #expect(plan.reports.map(\.name) == ["memory", "processes", "cpu", "open-files"])
        #expect(plan.reports.map(\.value) == ["64M", "32", "0.5 cores", "256"])
        #expect(plan.reports.allSatisfy { $0.enforced })
    }

    @Test func `without groups the process carries what it can, and the rest is said`() throws {
        let plan = plan(in: Enclosure(reasons: [.cpu: "no cpu here"])) {
            ($0.limits.memory, $0.limits.processes, $0.limits.cpu) = (64 << 20, 32, 0.5)
            $0.sandbox.user = "nobody"
        }
        let options = try LaunchOptions(parsing: plan.arguments)
        #expect(options.limits == [ResourceLimits.Setting(.data, 64 << 20), ResourceLimits.Setting(.nproc, 32)])
        #expect(plan.reports.map(\.enforced) == [true, true, false, true])
        #expect(plan.reports[0].how.contains("each process alone"))
        #expect(plan.reports[1].how.contains("all processes of nobody"))
        #expect(plan.reports[2].how == "no cpu here")
    }

    @Test(arguments: [nil, "root", "0"])
    func `processes of root cannot be counted without groups`(user: String?) {
        let plan = plan {
            $0.limits.processes = 32
            $0.sandbox.user = user
        }
        #expect(plan.reports.first?.enforced == false)
        #expect(plan.reports.first?.how.contains("no processes of root") == true)
        #expect(!plan.arguments.contains("nproc=32"))
    }

    @Test(
        arguments: [
            (nil, .all), ("me", .all), ("1000", .all), ("me:staff", .all), ("nobody", .none),
        ] as [(String?, Capabilities)])
    func `processes are never counted together with all others of the host's user`(user: String?, capabilities: Capabilities) {
        let plan = plan(by: HostAbilities(user: 1000, userName: "me", capabilities: capabilities)) {
            $0.limits.processes = 32
            $0.sandbox.user = user
        }
        #expect(plan.reports.first?.enforced == false)
        #expect(plan.reports.first?.how.contains("all processes of the host's own user") == true)
        #expect(!plan.arguments.contains("nproc=32"))
    }

    @Test func `a host without power leaves undone what it cannot do, and says each`() throws {
        let plan = plan(by: ordinary) {
            ($0.sandbox.user, $0.sandbox.network) = ("nobody", Manifest.Network.none)
            ($0.sandbox.read, $0.sandbox.write) = (["./"], ["@data"])
            $0.limits.openFiles = 4096
        }
        let options = try LaunchOptions(parsing: plan.arguments)
        #expect(options.user == nil && !options.withoutNetwork && options.readable.isEmpty && options.writable.isEmpty)
        #expect(plan.reports.map(\.name) == ["open-files", "user", "read", "write", "network"])
        #expect(plan.reports.allSatisfy { !$0.enforced && !$0.how.isEmpty })
    }

    @Test func `loopback is never claimed to be enforced`() {
        let plan = plan { $0.sandbox.network = .loopback }
        #expect(plan.reports.map(\.enforced) == [false])
        #expect(!plan.arguments.contains("--network"))
    }

    @Test func `paths are meant as manifests write them, and its own folder is always readable`() throws {
        let plan = plan { ($0.sandbox.read, $0.sandbox.write) = (["/etc/x", "lists"], ["@data", "@data/cache"]) }
        let options = try LaunchOptions(parsing: plan.arguments)
        #expect(options.readable == ["/h/plugins/adblock", "/h/plugins/adblock/adblock", "/etc/x", "/h/plugins/adblock/lists"])
        #expect(options.writable == ["/h/data/adblock", "/h/data/adblock/cache"])
        #expect(plan.reports.allSatisfy { $0.enforced })
    }

    @Test func `what a feature is granted are absolute paths fit to compare, held here or not`() {
        let plan = plan(by: ordinary) {
            $0.sandbox.write = [
                "@data", "@home/slots/", "@home//./x/../y", "/var/../../lib", "own", "./", "@homer", "../up", "@data/\u{301}x",
            ]
        }
        #expect(
            plan.grants == [
                "/h/data/adblock", "/h/slots", "/h/y", "/lib", "/h/plugins/adblock/own", "/h/plugins/adblock", "/h/plugins/adblock/@homer",
                "/h/plugins/up", "/h/data/adblock/\u{301}x",
            ])
        #expect(self.plan().grants.isEmpty)
    }

    @Test(arguments: [(64 << 20, "64M"), (1 << 30, "1G"), (1536, "1536"), (3 << 10, "3K"), (0, "0")] as [(UInt64, String)])
    func `sizes read like a manifest's`(bytes: UInt64, words: String) {
        #expect(ByteCount(bytes).words == words)
    }
}
