import Glibc
import PowerCut
import Support

/// The same fetch of one release, again and again, into a router's disk that may be any copy of it.
struct FetchAttempt: Sendable {
    /// What a cut left, and what the same command made of it.
    struct Sight: Equatable, Sendable {
        /// Whether the tree that is in its place is what was published. Nil if there is none.
        let before: Bool?
        let after: Bool
        let succeeded: Bool
        /// Bytes of the artifact that came this time.
        let fetched: Int
        let errors: String
    }

    let url: String
    let root: String
    /// Of the web server.
    let log: String
    /// Of the one file that the release is.
    let bytes: [UInt8]

    func arguments(_ disk: String, _ more: [String] = []) -> [String] {
        [
            "publish", "fetch", "--url", url, "--channel", "hotfix", "--id", "tool", "--arch", "all", "--root", root, "--into",
            "\(disk)/got",
        ] + more
    }

    /// One at a time: what the server says it sent is all there is to tell attempts apart by.
    func sight(of disk: String) throws -> Sight {
        if exists("\(disk)/got") {
            let isRight = isPublished("\(disk)/got")
            return Sight(before: isRight, after: isRight, succeeded: true, fetched: 0, errors: "")
        }
        let answered = NginxServer.answers(in: log).count
        let process = try ServerProcess(Binaries.roost, arguments(disk))
        let end = try process.waitForEnd(within: .seconds(60))
        let sent = NginxServer.answers(in: log).dropFirst(answered).filter { $0.contains(".tar.xz") }
        let lengths = sent.compactMap { Int($0.split(separator: " ")[1]) }
        return Sight(
            before: nil, after: isPublished("\(disk)/got"), succeeded: end == .exited(0), fetched: lengths.reduce(0, +),
            errors: process.errors)
    }

    private func isPublished(_ tree: String) -> Bool { readBytes("\(tree)/file") == bytes && exists("\(tree)/release.json") }

    /// Bytes of the artifact that lie on a disk, not yet all of it.
    static func part(on disk: String) -> Int {
        let work = "\(disk)/.got.fetch"
        guard let stream = opendir(work) else { return 0 }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let start = UnsafeRawPointer(entry) + MemoryLayout<dirent>.offset(of: \.d_name)!
            let name = String(cString: start.assumingMemoryBound(to: CChar.self))
            if name.hasPrefix("full."), name.hasSuffix(".part") { return readBytes("\(work)/\(name)").count }
        }
        return 0
    }
}
