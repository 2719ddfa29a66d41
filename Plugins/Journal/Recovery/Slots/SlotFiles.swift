import Files
import Glibc

/// The folder `<home>/slots`, as the journal reads it.
struct SlotFiles: Sendable {
    static let folder = HomePath(["slots"])

    private let folder: OpenFolder

    init(_ folder: OpenFolder) { self.folder = folder }

    /// Nil where there are no slots: a host that is installed in place.
    init?(home: OpenFolder) {
        guard let folder = try? home.folder(Self.folder, crossing: true, shown: Self.folder.text) else { return nil }
        self.folder = folder
    }

    var trial: Reading<Trial> { read(Trial.name) { file throws(SlotFile.Damage) in try Trial(file) } }
    var confirmed: Reading<Trial> { read(Trial.confirmedName) { file throws(SlotFile.Damage) in try Trial(file) } }

    /// Makes sure that the confirmation survives a power cut: what is read may be on its way to the disk still, or have failed on it.
    /// (fsync)
    func settleConfirmed() -> Bool {
        guard let file = try? folder.file(Trial.confirmedName) else { return false }
        defer { close(file) }
        return fsync(file) == 0 && fsync(folder.descriptor) == 0
    }

    /// The slot that `current` points to; nil if it points nowhere of ours.
    var current: Slot? {
        let bytes = [UInt8](unsafeUninitializedCapacity: 8) { buffer, count in
            count = buffer.withMemoryRebound(to: CChar.self) {
                max(0, readlinkat(folder.descriptor, "current", $0.baseAddress!, $0.count))
            }
        }
        return Slot(rawValue: String(decoding: bytes, as: UTF8.self))
    }

    private func read<Value>(_ name: String, _ convert: (SlotFile) throws(SlotFile.Damage) -> Value) -> Reading<Value> {
        let opened: Int32?
        do throws(FileFailure) { opened = try folder.file(name) } catch { return .damaged("it cannot be opened: \(error.words)") }
        guard let file = opened else { return .absent }
        defer { close(file) }
        guard folder.look(at: name)?.kind == .file else { return .damaged("it is not a file") }
        let bytes = [UInt8](unsafeUninitializedCapacity: SlotFile.maximumSize + 1) { buffer, count in
            count = max(0, Glibc.read(file, buffer.baseAddress, buffer.count))
        }
        do throws(SlotFile.Damage) {
            return .found(try convert(try SlotFile(name, reading: bytes)))
        } catch {
            return .damaged(error.words)
        }
    }
}
