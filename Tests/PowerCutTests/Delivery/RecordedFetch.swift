import Glibc
import PowerCut
import Support
import Synchronization

/// A real fetch of a release from a real web server, recorded on the router's side.
struct RecordedFetch {
    /// Incompressible, so the artifact is longer.
    static let length = 150_000

    let attempt: FetchAttempt
    /// Bytes of the artifact.
    let total: Int
    private let publication: RecordedPublication
    private let nginx: NginxServer
    private let line: LineProxy
    private let cut: Cut
    private let router: TemporaryFolder

    /// Where the line breaks, if it is to.
    private final class Cut: Sendable { let place = Mutex<Int?>(nil) }

    init() throws {
        publication = try RecordedPublication()
        let bytes = SplitMix.noise(Self.length)
        try publication.folder.write(bytes, to: "noise/file")
        try publication.run("init")
        let folder = publication.folder.path("noise")
        try publication.run("release", "--channel", "hotfix", folder, "--id", "tool", "--version", "1.0.0", "--arch", "all")
        nginx = try NginxServer(extra: "location /roost/ { alias \(publication.workshop)/repository/; }")
        let cut = Cut()
        (self.cut, line) = (cut, try LineProxy(to: nginx.port) { _ in .init(cutAfter: cut.place.withLock { $0 }) })
        total = readBytes(try publication.artifact()).count
        router = try TemporaryFolder("router", inMemory: true)
        _ = try router.makeFolder("disk")
        attempt = FetchAttempt(
            url: "http://127.0.0.1:\(line.port)/roost", root: "\(publication.workshop)/root.json", log: nginx.log, bytes: bytes)
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

    /// Leaves a part of the artifact in order, as a fetch does whose line breaks after so many bytes; returns its length.
    func leavePart(cuttingAfter place: Int) throws -> Int {
        let process = try ServerProcess(Binaries.roost, attempt.arguments(disk))
        guard try cutting(after: place, { try process.waitForEnd() }) == .exited(1) else { throw RecordingError(words: process.errors) }
        return FetchAttempt.part(on: disk)
    }

    /// A fetch whose line breaks after so many bytes, and which so leaves a part in order.
    func record(cuttingAfter place: Int) throws -> Recording {
        let command = ["-c", "\"$@\" || exit 0", "sh", Binaries.roost] + attempt.arguments(disk)
        return try cutting(after: place) { try Recorder(Scope(root: disk)).record("/bin/sh", command) }
    }

    private func cutting<Value>(after place: Int, _ body: () throws -> Value) rethrows -> Value {
        cut.place.withLock { $0 = place }
        defer { cut.place.withLock { $0 = nil } }
        return try body()
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
