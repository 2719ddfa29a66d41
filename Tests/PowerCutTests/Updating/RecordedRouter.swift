import Glibc
import PowerCut
import Support

/// One whole update of a feature by the real host with its real plugins, from discovery to report, and what must be found after a cut.
struct RecordedRouter {
    let home: RouterHome
    let recording: Recording
    let verdict: RouterVerdict

    /// - Parameter end: how the update has to end where nothing is cut.
    init(newVersion script: String, endsAs end: String) throws {
        home = try RouterHome(newVersion: script)
        // What a first start makes is not looked at here.
        try Self.run(home.path) { _ in }
        let old = try RouterTrees(of: home.path)
        recording = try Self.record(home.path) { [home] voice in
            try voice.request("update.run", #"{"ids":["\#(RouterHome.feature)"]}"#)
            // The report is kept before it is told, and told before it is written down that nothing is left to be done.
            try Deadline.wait(for: "the end of the update", within: .seconds(90), every: .milliseconds(100)) {
                let records = try RecoveredRouter.peek(home.path)
                return !records.ends.isEmpty && records.stage == nil
            }
        }
        let records = try RouterRecords(of: home.path)
        guard records.ends == [end] else {
            throw RequestRefused(words: "it ended as \(records.endings)")
        }
        verdict = RouterVerdict(old: old, new: end == "committed" ? try RouterTrees(of: home.path) : nil)
    }

    private static func run(_ home: String, _ body: (HostVoice) throws -> Void) throws {
        let host = try ServerProcess(Binaries.roost, ["run", "--home", home])
        try waitUntilReady(home, body)
        guard try host.stop() == .exited(0) else { throw RequestRefused(words: host.errors) }
    }

    private static func record(_ home: String, _ body: (HostVoice) throws -> Void) throws -> Recording {
        let recorder = Recorder(Scope(root: home, volatile: ["run", "logs"]), promise: RouterPromise.words)
        return try recorder.record(Binaries.roost, ["run", "--home", home], within: .seconds(120)) { host in
            try waitUntilReady(home, body)
            kill(host, SIGTERM)
        }
    }

    private static func waitUntilReady(_ home: String, _ body: (HostVoice) throws -> Void) throws {
        let voice = HostVoice(home: home)
        try Deadline.wait(for: "the update plugin", within: .seconds(60), every: .milliseconds(100)) {
            try voice.ask("update.history").answer != nil
        }
        try body(voice)
    }

    /// The journal's recovery on every disk, in this process. Tells of each kind of standing the states that have it.
    func recover(_ enumeration: Enumeration) throws -> (report: ReplayReport, standings: [String: [CrashState]]) {
        var standings: [String: [CrashState]] = [:]
        let report = try Replayer().replay(enumeration) { folder, _ in
            try RecoveredRouter(of: folder)
        } judge: { state, boot in
            standings[boot.standing, default: []].append(state)
            return verdict.judge(state, boot)
        }
        return (report, standings)
    }

    /// The whole host on every disk.
    func restart(_ enumeration: Enumeration) throws -> ReplayReport {
        let place = home.path
        // They wait for one another and for what is supervised, most of the time.
        return try Replayer(workers: 4).replay(enumeration) { folder, _ in
            try RestartedRouter(of: folder, at: place)
        } judge: {
            verdict.judge($0, $1)
        }
    }
}
