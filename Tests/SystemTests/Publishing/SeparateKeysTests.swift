import Glibc
import Support
import Testing
import Wire

/// A channel that two keys must sign, one of which never comes to the build machine.
@Suite struct SeparateKeysTests {
    @Test func `what the build machine begins, the other key signs elsewhere, and the build machine finishes`() throws {
        let publication = try Publication()
        try publication.publish("init")
        try publication.folder.write("[channels.stable]\nkeys = 2\nthreshold = 2\n", to: "w/publish.toml")
        let before = Set(publication.keys("stable"))
        #expect(try publication.publish("rotate", "stable").status == 0)
        let safe = try publication.folder.makeFolder("safe")
        let key = try #require(publication.keys("stable").first { !before.contains($0) })
        rename(key, "\(safe)/\(key.split(separator: "/").last ?? "")")

        let begun = try publication.publish(["release", "--channel", "stable"] + publication.tool("1.0.0"))
        #expect(begun.status == 0 && begun.output.contains("roost publish sign"), "\(begun.output)\(begun.errors)")
        let told = try publication.json("release", "--channel", "stable", "tool", "1.0.0")
        #expect(told["draft"]?.string == "\(publication.workshop)/drafts/stable.json" && told["role"]?.string == "stable", "\(told)")
        #expect(told["signatures"]?.integer == 1 && told["threshold"]?.integer == 2, "\(told)")
        #expect(try publication.publish("finish").status == 1, "a signature is missing")
        // Elsewhere there is nothing but the key and what was carried there.
        let draft = try publication.folder.makeFolder("carried") + "/stable.json"
        rename("\(publication.workshop)/drafts/stable.json", draft)
        let sign = ["publish", "sign", draft, "--keys", safe, "--json"]
        let signed = try CommandResult(of: ServerProgram.ours.path, sign, environment: ["PATH=/usr/bin:/bin"], within: .seconds(60))
        #expect(signed.status == 0, "\(signed.errors)")
        #expect(try JSON(parsing: Array(signed.output.utf8))["signatures"] == 2)
        rename(draft, "\(publication.workshop)/drafts/stable.json")

        let finished = try publication.json("finish")
        #expect(
            finished["roles"]?.array?.first?.string == "stable" && finished["timestamp-expires"]?.string?.hasSuffix("Z") == true,
            "\(finished)")
        let check = try publication.publish("check")
        #expect(check.status == 0, "\(check.errors)")
        let folder = publication.folder.path("got")
        let fetched = try publication.publish(
            "fetch", "--url", "\(publication.workshop)/repository", "--root", "\(publication.workshop)/root.json", "--channel", "stable",
            "--id", "tool", "--into", folder)
        #expect(fetched.status == 0 && readText("\(folder)/bin/tool").contains("1.0.0"), "\(fetched.errors)")
        #expect(try publication.publish("finish").status == 1, "it is done")
    }
}
