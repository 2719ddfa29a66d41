import EventLoop
import Files
import Glibc
import Wire

/// The features' records on disk, a file each, written atomically and fsynced off the loop.
///
/// Of one feature one write is under way at most; what is saved meanwhile is written next, the newest only.
final class StateStore {
    private struct Writing {
        var next: [UInt8]?
        var told: [() -> Void] = []
        var toldNext: [() -> Void] = []
    }

    private let folder: String
    private let loop: Loop
    private let trouble: (String) -> Void
    private var writing: [String: Writing] = [:]
    private var idle: [() -> Void] = []
    /// Why what was saved last is not on disk.
    private var failures: [String: String] = [:]

    init(folder: String, on loop: Loop, trouble: @escaping (String) -> Void) {
        (self.folder, self.loop, self.trouble) = (folder, loop, trouble)
        mkdir(folder, 0o700)
    }

    /// nil if there is none; one that cannot be read is said, one that cannot be understood set aside and said.
    func load(_ id: String) -> FeatureRecord? {
        guard let bytes = bytes(of: id) else { return nil }
        if let json = try? JSON(parsing: bytes), let record = FeatureRecord(json: json) { return record }
        rename(path(id), path(id) + ".broken")
        trouble("\(path(id)) could not be understood; it was renamed to \(id).json.broken")
        return nil
    }

    private func bytes(of id: String) -> [UInt8]? {
        do throws(FileFailure) {
            return try SmallFile.beginning(path(id), atMost: 1 << 20, links: .refused)
        } catch {
            trouble("\(path(id)) could not be read: \(error.words); what it said is not known")
            return nil
        }
    }

    /// `then` when it is on disk, or could not be written, which is said.
    func save(_ id: String, _ record: FeatureRecord, then: @escaping () -> Void = {}) {
        let bytes = record.json.bytes
        if writing[id] == nil {
            writing[id] = Writing(told: [then])
            write(id, bytes)
        } else {
            writing[id]?.next = bytes
            writing[id]?.toldNext.append(then)
        }
    }

    /// When what was saved last is on disk, or could not be written; at once if that is so already.
    func whenSaved(_ id: String, _ then: @escaping () -> Void) {
        guard let now = writing[id] else { return then() }
        if now.next == nil { writing[id]?.told.append(then) } else { writing[id]?.toldNext.append(then) }
    }

    /// Nil if all that was written is on disk.
    func failure(of id: String) -> String? { failures[id] }

    /// At once if nothing is being written.
    func whenIdle(_ then: @escaping () -> Void) {
        if writing.isEmpty { then() } else { idle.append(then) }
    }

    private func path(_ id: String) -> String { "\(folder)/\(id).json" }

    private func write(_ id: String, _ bytes: [UInt8]) {
        let path = path(id)
        loop.offload {
            Result { () throws(FileFailure) in try DurableFile.replace(path, with: bytes) }
        } then: { [self] result in
            failures[id] = nil
            if case .failure(let failure) = result {
                trouble("\(path) could not be written: \(failure.words)")
                failures[id] = failure.words
            }
            written(id)
        }
    }

    private func written(_ id: String) {
        guard let done = writing[id] else { return }
        if let next = done.next {
            writing[id] = Writing(told: done.toldNext)
            write(id, next)
        } else {
            writing[id] = nil
        }
        for tell in done.told { tell() }
        if writing.isEmpty {
            let told = idle
            idle = []
            for tell in told { tell() }
        }
    }
}
