import Testing
import Wire

@testable import Manifests

@Suite struct PolicyTOMLTests {
    @Test func `an empty file gives the defaults, which need nothing to be configured`() throws {
        #expect(try read("") == Policy())
        #expect(Policy().channels.follow == .stable && Policy().windows.isEmpty && Policy().validation.within == 60)
    }

    @Test func `every key is read, and is the same after JSON`() throws {
        let policy = try read(Self.everything)
        #expect(policy.repository == .init(url: "https://updates.example/roost", folder: "/media/usb"))
        #expect(policy.channels == .init(follow: .beta, optIn: [.beta, .nightly], features: ["adblock": .nightly, "core": .lts]))
        #expect(policy.windows.map(\.cron.text) == ["0 2 * * *", "30 13 * * 6,0"] && policy.windows.map(\.length) == [10_800, 3600])
        #expect(policy.windows.map(\.zone) == ["Europe/Berlin", "UTC0"])
        #expect(
            policy.limits
                == .init(diskReserve: 64 << 20, memoryReserve: 8 << 20, bytes: 500 << 20, bandwidth: 100 << 10, longestHold: 604_800))
        #expect(policy.failures == .init(first: 3600, longest: 86_400))
        #expect(policy.validation.within == 45 && policy.validation.line == .tcp(host: "9.9.9.9", port: 53))
        #expect(
            policy.validation.probes == [
                .init(name: "dns", by: .exec(command: "dig x")), .init(name: "web", by: .http(url: "http://127.0.0.1/")),
            ])
        #expect(Policy(json: policy.json) == policy && Policy(json: Policy().json) == Policy())
    }

    @Test(arguments: [
        ("[chanels]", 1, "unknown key 'chanels'", "did you mean 'channels'?"),
        ("[repository]\nurl = \"ftp://a/b\"", 2, "'url' cannot be \"ftp://a/b\"", "https://HOST/PATH"),
        ("[repository]\nurl = \"https://\"", 2, "'url' cannot be", "https://HOST/PATH"),
        ("[repository]\nfolder = \"usb\"", 2, "'folder' cannot be \"usb\"", "whole path"),
        ("[channels]\nfollow = \"hotfix\"", 2, "'follow' cannot be \"hotfix\"", "use one of"),
        ("[channels]\nfollow = \"beta\"", 2, "'beta' needs an opt-in", "opt-in = [\"beta\"]"),
        ("[channels]\nopt-in = [\"stable\"]", 2, "'stable' needs no opt-in", "nightly"),
        ("[channels.features]\nAdblock = \"lts\"", 2, "'Adblock' is not an id", "by their id"),
        ("[channels.features]\nadblock = \"nightly\"", 2, "'nightly' needs an opt-in", "opt-in"),
        ("[[window]]\nlength = 600", 1, "a window without 'cron'", "cron ="),
        ("[[window]]\ncron = \"2 o'clock\"", 2, "'2 o'clock' is not a time", "minute, hour"),
        ("[[window]]\ncron = \"0 2 * * *\"", 1, "a window without 'length'", "length ="),
        ("[[window]]\ncron = \"0 2 * * *\"\nlength = \"3\"", 3, "'length' cannot be \"3\"", "30m"),
        ("[[window]]\ncron = \"0 2 * * *\"\nlength = \"1s\"", 3, "'length' is 1s", "300 to"),
        ("[[window]]\ncron = \"0 2 * * *\"\nlength = \"3h\"\nzone = \"../etc/passwd\"", 4, "is not a time zone", "Europe/Berlin"),
        ("[limits]\nbandwidth = 5", 2, "'bandwidth' is 5", "use 1024"),
        ("[failures]\nfirst = \"2d\"\nlongest = \"1d\"", 3, "'longest' is less than first", "at least"),
        ("[validation]\nwithin = 61", 2, "'within' is 61", "5 to 60"),
        ("[validation]\ngateway = \"tcp:10.0.0.1:53\"", 1, "say whom to blame", "write line"),
        ("[validation]\nline = \"bus\"", 2, "'line' cannot be \"bus\"", "tcp:HOST:PORT"),
        ("[[validation.probe]]\nby = \"tcp:a:1\"", 1, "a probe without 'name'", "write name"),
        ("[[validation.probe]]\nname = \"a\"", 1, "the probe 'a' has no 'by'", "write by"),
        (
            "[[validation.probe]]\nname = \"a\"\nby = \"tcp:a:1\"\n[[validation.probe]]\nname = \"a\"\nby = \"tcp:a:2\"", 1, "one name",
            "another name"
        ),
        ("[channels", 1, "not TOML", "correct the line"),
    ])
    func `what is wrong is told with its line and a remedy`(text: String, line: Int, reason: String, remedy: String) {
        let problem = #expect(throws: ConfigurationProblem.self) { try read(text) }
        #expect(problem?.line == line && problem?.reason.contains(reason) == true, "\(problem?.text ?? "")")
        #expect(problem?.remedy.contains(remedy) == true, "\(problem?.text ?? "")")
    }

    @Test func `there is an end to how many of everything`() {
        let windows = String(repeating: "[[window]]\ncron = \"0 2 * * *\"\nlength = \"3h\"\n", count: 17)
        let probes = (0..<17).map { "[[validation.probe]]\nname = \"\($0)\"\nby = \"tcp:a:1\"\n" }.joined()
        for text in [windows, probes, String(repeating: "#", count: 70_000)] {
            #expect(throws: ConfigurationProblem.self) { try read(text) }
        }
    }

    @Test func `JSON that no policy wrote is none`() {
        #expect(Policy(json: [:]) == nil && Policy(json: .null) == nil)
    }

    private func read(_ text: String) throws -> Policy { try Policy(toml: Array(text.utf8), file: "policy.toml") }

    private static let everything = """
        [repository]
        url = "https://updates.example/roost"
        folder = "/media/usb"
        [channels]
        follow = "beta"
        opt-in = ["beta", "nightly"]
        features = { adblock = "nightly", core = "lts" }
        [[window]]
        cron = "0 2 * * *"
        length = "3h"
        zone = "Europe/Berlin"
        [[window]]
        cron = "30 13 * * 6,0"
        length = 3600
        [limits]
        disk-reserve = "64M"
        memory-reserve = "8M"
        bytes = "500M"
        bandwidth = "100K"
        longest-hold = "7d"
        [failures]
        first = "1h"
        longest = "1d"
        [validation]
        within = "45s"
        line = "tcp:9.9.9.9:53"
        second-target = "tcp:1.1.1.1:53"
        gateway = "tcp:192.168.88.1:53"
        [[validation.probe]]
        name = "dns"
        by = "exec:dig x"
        [[validation.probe]]
        name = "web"
        by = "http:http://127.0.0.1/"
        """
}
