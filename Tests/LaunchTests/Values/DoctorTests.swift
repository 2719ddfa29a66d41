import Testing

@testable import Launch

@Suite("Doctor")
struct DoctorTests {
    private func examine(_ host: HostAbilities, home: String = "/tmp") -> [DoctorCheck] {
        let nothing = ControlGroups(name: "roost-h", trees: [], obstacles: [.memory: "it is read-only"])
        return Doctor(home: home, host: host, confinement: nothing).examine()
    }

    @Test func `every check has a name of its own, and each that fails a remedy`() {
        let checks = examine(HostAbilities(user: 1000, capabilities: .none, landlock: 0, openFiles: 100), home: "/no/such/home")
        #expect(Set(checks.map(\.name)).count == checks.count)
        for check in checks { #expect(check.ok == check.remedy.isEmpty && !check.detail.isEmpty, "\(check)") }
        let failing = Set(checks.filter { !$0.ok }.map(\.name))
        let expected = ["limit-memory", "limit-cpu", "limit-processes", "user-switch", "network-none", "file-sandbox", "open-files"]
        #expect(failing.isSuperset(of: expected + ["home", "home-space"]))
    }

    @Test func `what cannot be limited is named with its reason`() {
        #expect(examine(HostAbilities()).first { $0.name == "limit-memory" }?.detail == "it is read-only")
    }

    @Test(arguments: [(nil, true), (0.4, true), (15.3, false)] as [(Double?, Bool)])
    func `a wait for all processors is said with its remedy`(delay: Double?, isFine: Bool) throws {
        let nothing = ControlGroups(name: "roost-h", trees: [], obstacles: [:])
        let checks = Doctor(home: "/tmp", host: .detect(), confinement: nothing, joinDelay: delay).examine()
        let check = try #require(checks.first { $0.name == "limit-restart" })
        #expect(check.ok == isFine && check.detail.contains("15 ms") == !isFine && check.remedy.contains("favordynmods") == !isFine)
    }

    @Test func `this machine is examined for real`() {
        let checks = examine(.detect())
        for name in ["home", "home-space", "proc", "clock"] {
            let check = checks.first { $0.name == name }
            #expect(check?.ok == true, "\(String(describing: check))")
        }
    }

    @Test func `a router that has just booted is in 1970`() {
        #expect(Doctor.year(at: 60) == 1970)
        #expect(Doctor.year(at: 1_704_067_200) == 2024)
    }
}
