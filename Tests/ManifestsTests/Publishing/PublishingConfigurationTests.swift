import Testing

@testable import Manifests

struct PublishingConfigurationTests {
    private func read(_ text: String) throws(ConfigurationProblem) -> PublishingConfiguration {
        try PublishingConfiguration(toml: Array(text.utf8), file: "publish.toml")
    }

    @Test func `an empty file is the usual`() throws {
        let usual = try read("")
        #expect(usual == PublishingConfiguration())
        #expect(usual.channels.map(\.name) == ["nightly", "beta", "stable", "lts", "hotfix"])
        #expect(usual.channels.map(\.cadence) == [.daily, .weekly, .monthly, .quarterly, .asNeeded])
    }

    /// What no one notices in time is decided here: how long a router takes what nobody renews.
    @Test(arguments: [
        ("root", 365), ("targets", 365), ("snapshot", 30), ("timestamp", 7), ("nightly", 14), ("beta", 45), ("stable", 90), ("lts", 200),
        ("hotfix", 365),
    ])
    func `each role is signed for so many days, unless the file says otherwise`(_ role: String, _ days: Int64) throws {
        let usual = try read("")
        let top = ["root": usual.root, "targets": usual.targets, "snapshot": usual.snapshot, "timestamp": usual.timestamp]
        #expect((top[role] ?? usual.channel(role)?.signing)?.lifetime == days * 86_400)
    }

    @Test func `what is written is read back the same`() throws {
        var configuration = PublishingConfiguration()
        configuration.root.keys = 3
        configuration.root.threshold = 2
        configuration.timestamp.lifetime = 36 * 3600
        configuration.channels.removeFirst()
        #expect(try read(configuration.toml) == configuration)
        #expect(try read(PublishingConfiguration().toml) == PublishingConfiguration())
    }

    @Test func `channels that are named are all there are, in the order of the text`() throws {
        let two = try read("[channels.stable]\nkeep = 3\n[channels.acme]\ncadence = \"as-needed\"\nexpires = \"10d\"\n")
        #expect(two.channels.map(\.name) == ["stable", "acme"])
        #expect(two.channel("stable")?.keep == 3 && two.channel("stable")?.cadence == .monthly)
        #expect(two.channel("acme")?.signing.lifetime == 864_000 && two.channel("beta") == nil)
    }

    @Test(arguments: [
        ("[channels.stable]\ncadence = \"hourly\"", 2, "cadence"), ("[channels.root]", 1, "root"), ("[channels.Stable]", 1, "Stable"),
        ("[roles.root]\nkeys = 1\nthreshold = 2", 3, "threshold"), ("[roles.root]\nexpires = \"1y\"", 2, "expires"),
        ("[roles.root]\nexpires = \"4000d\"", 2, "4000d"), ("delta = 2", 1, "did you mean 'deltas'?"), ("deltas = 17", 1, "17"),
        ("repository = \"\"", 1, "empty"), ("[roles.stable]", 1, "stable"), ("[channels", 1, "TOML"),
    ])
    func `what cannot be is said with its line`(_ text: String, _ line: Int, _ word: String) {
        let problem = #expect(throws: ConfigurationProblem.self) { try read(text) }
        #expect(problem?.line == line && problem?.text.contains(word) == true, "\(problem?.text ?? "")")
    }
}
