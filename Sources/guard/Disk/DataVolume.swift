import Glibc

/// `<home>/slots` as the guard reads and changes it. Opened anew for each choice: the volume may come late, or change.
struct DataVolume {
    let home: String
    let factory: String

    func find() -> Found {
        var found = Found()
        if Folder.isProgram("\(factory)/bin/roost") { found.usable.insert(.factory) }
        do throws(SystemError) {
            try read(Folder("\(home)/slots"), into: &found)
        } catch {
            if error.code != ENOENT { found.current = .unusable("\(home)/slots: \(error.words)") }
        }
        found.boot = Self.boot
        found.bootTime = Clock.now.boot
        found.wall = Clock.wall
        return found
    }

    func perform(_ deed: Deed) throws(SystemError) {
        let slots = try Folder("\(home)/slots")
        switch deed {
        case .removeConfirmed: try slots.remove("confirmed")
        case .count(let trial), .spend(let trial): try slots.replace("trial", with: trial.text(kind: "trial"))
        case .record(let fallback): try slots.replace("fallback", with: fallback.text)
        case .link(let slot): try slots.replaceLink("current", to: slot.name)
        case .removeFallback: try slots.remove("fallback")
        case .removeTrial:
            // Another guard may have been killed before what takes the trial's place, its confirmation say, was on the disk.
            try slots.sync()
            try slots.remove("trial")
        }
    }

    /// The commit point of a trial: once this returns, no boot goes back any more.
    func confirm(_ trial: Trial) throws(SystemError) {
        try Folder("\(home)/slots").replace("confirmed", with: trial.text(kind: "confirmed"))
    }

    func program(of release: Release) -> String {
        switch release {
        case .slot(let slot): "\(home)/slots/\(slot.name)/bin/roost"
        case .factory: "\(factory)/bin/roost"
        }
    }

    /// Whether a kernel runs on this home: it holds its lock.
    var hasKernel: Bool {
        guard let run = try? Folder("\(home)/run") else { return false }
        return run.isLocked("kernel.lock")
    }

    private func read(_ slots: Folder, into found: inout Found) throws(SystemError) {
        for slot in [Slot.a, .b] where Folder.isProgram("\(slot.name)/bin/roost", in: slots) { found.usable.insert(Releases(.slot(slot))) }
        found.current = current(in: slots)
        found.trial = finding("trial", in: slots) { text throws(RecordFlaw) in try Trial(text, kind: "trial") }
        found.confirmed = finding("confirmed", in: slots) { text throws(RecordFlaw) in try Trial(text, kind: "confirmed") }
        found.fallback = finding("fallback", in: slots) { text throws(RecordFlaw) in try Fallback(text) }
    }

    private func current(in slots: Folder) -> Finding<Slot> {
        var target = [UInt8](repeating: 0, count: 16)
        let length = target.withUnsafeMutableBytes { readlinkat(slots.descriptor, "current", $0.baseAddress!, $0.count) }
        if length < 0 {
            let error = SystemError()
            return error.code == ENOENT ? .absent : .unusable(error.code == EINVAL ? "it is no link" : error.words)
        }
        return Slot(target.prefix(length)).map { .found($0) } ?? .unusable("it points neither to a nor to b")
    }

    private func finding<Value>(
        _ name: String, in slots: Folder, _ parse: ([UInt8]) throws(RecordFlaw) -> Value
    ) -> Finding<Value> {
        let text: [UInt8]
        do throws(SystemError) {
            guard let found = try slots.read(name, limit: Record.limit) else { return .absent }
            text = found
        } catch {
            return .unusable(error.code == EINVAL || error.code == ELOOP ? "it is no plain file" : error.words)
        }
        do throws(RecordFlaw) {
            return .found(try parse(text))
        } catch {
            return .unusable(error.words)
        }
    }

    /// What Linux calls this boot; none where /proc is not there.
    private static var boot: Identifier {
        guard let folder = try? Folder("/proc/sys/kernel/random"), let text = try? folder.read("boot_id", limit: 64) else { return .none }
        return Identifier(text.prefix { $0 != 0x0A }) ?? .none
    }
}
