import Glibc
import PowerCut
import Support

/// A real fetch of a release from a real web server, recorded on the router's side.
struct RecordedFetch {
    /// Incompressible, so the artifact is longer.
    static let length = 150_000

    let attempt: FetchAttempt
    private let publication: RecordedPublication
    private let nginx: NginxServer
    private let router: TemporaryFolder

    init() throws {
        publication = try RecordedPublication()
        let bytes = SplitMix.noise(Self.length)
        try publication.folder.write(bytes, to: "noise/file")
        try publication.run("init")
        let folder = publication.folder.path("noise")
        try publication.run("release", "--channel", "hotfix", folder, "--id", "tool", "--version", "1.0.0", "--arch", "all")
        nginx = try NginxServer(extra: "location /roost/ { alias \(publication.workshop)/repository/; }")
        router = try TemporaryFolder("router", inMemory: true)
        _ = try router.makeFolder("disk")
        attempt = FetchAttempt(
            url: "http://127.0.0.1:\(nginx.port)/roost", root: "\(publication.workshop)/root.json", log: nginx.log, bytes: bytes)
    }

    private var disk: String { router.path("disk") }

    /// Leaves a part of the artifact, as a killed fetch does.
    func leavePart(ofAtLeast size: Int) throws {
        let process = try ServerProcess(Binaries.roost, attempt.arguments(disk, ["--rate", "100000"]))
        try Deadline.wait(for: "a part of it") {
            try process.requireRunning()
            return FetchAttempt.part(on: disk) >= size
        }
        process.signal(SIGKILL)
        _ = try process.waitForEnd()
    }

    /// That it is there, checked, is a promise.
    func record() throws -> Recording {
        let recorder = Recorder(Scope(root: disk)) { $0.contains("every file checked") ? "done" : nil }
        return try recorder.record(Binaries.roost, attempt.arguments(disk))
    }

    /// Bytes of the artifact written before each cut, by the number of events.
    static func written(_ recording: Recording, from start: Int) -> [Int] {
        var counts = [start]
        for event in recording.events {
            var count = counts[counts.count - 1]
            if case .write(_, let offset, let bytes) = event.deed, event.words.contains(".part") {
                count = max(count, offset + bytes.count)
            }
            counts.append(count)
        }
        return counts
    }
}
