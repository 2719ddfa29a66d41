import Support
import Testing
import Wire

/// One feature through its versions on a real host: a good one stays, a bad one goes.
@Suite struct FeatureUpdateTests {
    @Test(.tags(.slow)) func `a good version is committed; one that crashes is rolled back; the history tells both`() throws {
        let router = try UpdatedRouter()
        try router.publish("2.0.0", UpdatedRouter.good)
        let good = try router.update()
        #expect(good["end"]?.string == "committed", "\(good)")
        #expect(try router.host.feature("tool").version == "2.0.0")
        try router.host.wait(for: "tool", toBe: "ready")

        try router.publish("3.0.0", "sleep 0.3; echo 'no such table' >&2; exit 7")
        let bad = try router.update()
        #expect(bad["end"]?.string == "rolled-back" && bad["stage"]?.string == "validation", "\(bad)")
        let back = try router.host.wait(for: "tool", toBe: "ready")
        #expect(back.version == "2.0.0" && back.crashes == 0)
        #expect(router.host.folder.read("plugins/tool/text").hasPrefix("line 0 of 2.0.0"))

        let history = try router.history()
        #expect(history.map { $0["end"]?.string } == ["rolled-back", "committed"])
        #expect(history.map { $0["targets"]?.array?.first?["to"]?.string } == ["3.0.0", "2.0.0"])
        #expect(history.allSatisfy { $0["reason"]?.string?.isEmpty == false })
        #expect(try router.host.bus().ask("update.status")["update"] == .null || router.host.bus().ask("update.status")["update"] == nil)
    }

    @Test(.tags(.slow)) func `what a feature takes away as it ends does not come back`() throws {
        let pid = "\"$ROOST_DATA/pid\""
        let router = try UpdatedRouter("trap 'rm -f \(pid); exit 0' TERM\necho $$ >\(pid)\nwhile :; do sleep 0.1; done")
        let path = router.host.folder.path("data/tool/pid")
        try Deadline.wait(for: "the pid file") { exists(path) }
        try router.publish("2.0.0", UpdatedRouter.good)
        let report = try router.update()
        #expect(report["end"]?.string == "committed" && !exists(path), "\(report)")
    }

    @Test(.tags(.slow)) func `what a bad version has done to settings is undone to the byte, what a good one does stays`() throws {
        let router = try UpdatedRouter()
        let data = router.host.folder.path("data/tool")
        try router.host.folder.write("colour = green\n", to: "data/tool/settings.conf", mode: 0o640)
        try router.host.folder.write("a", to: "data/tool/conf.d/deep/a")
        try router.host.folder.write(SplitMix.noise(5 << 20), to: "data/tool/cache")
        let links = "ln -s ../settings.conf conf.d/link && ln -s settings.conf link"
        let prepare = "cd '\(data)' && chown 65534:65534 settings.conf && \(links) && mkfifo pipe"
        #expect(try CommandResult(of: "/bin/sh", ["-c", prepare]).status == 0)
        let look = { () throws -> String in
            let find = "find . ! -name cache ! -name later"
            let script = "cd '\(data)' && \(find) -printf '%p %y %m %U %G %l\\n' | sort && \(find) -type f | sort | xargs sha256sum"
            return try CommandResult(of: "/bin/sh", ["-c", script]).output
        }
        let before = try look()
        #expect(before.contains("settings.conf f 640 65534"))

        let scribble =
            "cd $ROOST_DATA; echo red > settings.conf; chmod 777 settings.conf; rm -r conf.d; echo > later; echo > cache"
        try router.publish("2.0.0", "\(scribble); sleep 0.3; exit 7")
        let report = try router.update()
        #expect(report["end"]?.string == "rolled-back", "\(report)")
        #expect(report["notes"]?.array?.first?.string?.contains("left as they are: tool/cache") == true, "\(report)")
        #expect(try router.words("history").contains("tool/cache"))
        #expect(try look() == before)
        try router.expect(running: "1.0.0")

        try router.publish("3.0.0", "\(scribble); exec sleep 100000")
        #expect(try router.update()["end"]?.string == "committed")
        #expect(router.host.folder.read("data/tool/settings.conf") == "red\n" && !exists("\(data)/conf.d"))
        try router.expect(running: "3.0.0")
    }

    @Test(.tags(.slow)) func `an operator goes back to the version before`() throws {
        let router = try UpdatedRouter()
        try router.publish("2.0.0", UpdatedRouter.good)
        #expect(try router.update()["end"]?.string == "committed")
        let back = try router.host.bus().ask("update.rollback", ["id": "tool", "reason": "I liked it better"])
        let report = try router.report(of: back["id"]?.string ?? "")
        #expect(report["end"]?.string == "committed" && report["reason"]?.string == "I liked it better", "\(report)")
        #expect(try router.host.feature("tool").version == "1.0.0")
    }

    @Test(.tags(.slow)) func `a repository on a stick is looked into when it appears`() throws {
        let router = try UpdatedRouter()
        try router.publish("2.0.0", UpdatedRouter.good)
        let steps = try router.host.bus().subscribe("event.update.report")
        _ = try CommandResult(of: "/bin/cp", ["-r", "\(router.publication.workshop)/repository", router.host.folder.path("updates")])
        let report = try router.host.bus().next(of: steps, within: .seconds(60)) { _ in true }
        #expect(report["end"]?.string == "committed", "\(report)")
        #expect(try router.host.feature("tool").version == "2.0.0")
    }
}
