import EventLoop
import Glibc

/// A feature's output on its way to its log file: whole lines, each with its time and whether it came by `out` or `err`.
///
/// Bounded: what comes faster than the rate, or than the disk takes it, is dropped by the line, counted and said. Costs no
/// memory and no descriptor while nothing is written.
final class FeatureLog {
    enum Source: String { case out, err, host }

    private static let mostPending = 256 << 10
    private static let longestLine = 8192

    private let file: LogFile
    private let rate: Int
    private let loop: Loop
    private let trouble: (String) -> Void
    private var pending: [UInt8] = []
    /// The unfinished lines of both outputs.
    private var begun: [Source: [UInt8]] = [:]
    private var budget: ByteBudget?
    private var dropped = 0
    private var isWriting = false
    private var isBroken = false
    private var idle: [() -> Void] = []

    init(_ file: LogFile, rate: Int, on loop: Loop, trouble: @escaping (String) -> Void) {
        (self.file, self.rate, self.loop, self.trouble) = (file, rate, loop, trouble)
    }

    /// False if it was too much. Once a line is dropped, all whole lines that came with it are: they are only counted, so that
    /// thousands of empty ones cost no more than one long one.
    @discardableResult
    func hear(_ bytes: UnsafeRawBufferPointer, from source: Source) -> Bool {
        let stamp = LogStamp.now()
        var rest = bytes[...]
        var isTaken = true
        while isTaken, let end = newline(in: rest) {
            isTaken = add(rest[..<end], source, stamp)
            rest = rest[(end + 1)...]
        }
        if !isTaken { rest = dropLines(of: rest) }
        isTaken = begin(rest, source, stamp) && isTaken
        write()
        return isTaken
    }

    /// A line of the host itself; never dropped.
    func say(_ words: String) {
        append(words.utf8, .host, LogStamp.now())
        write()
    }

    /// The feature has ended: its last line needs no end.
    func finish() {
        for (source, line) in begun where !line.isEmpty { addWhole(line, source, LogStamp.now()) }
        begun = [:]
        sayDropped()
        budget = nil
        write()
    }

    /// At once if all is in the file.
    func whenIdle(_ then: @escaping () -> Void) {
        if isWriting { idle.append(then) } else { then() }
    }

    private func newline(in bytes: Slice<UnsafeRawBufferPointer>) -> Int? {
        let buffer = UnsafeRawBufferPointer(rebasing: bytes)
        guard let start = buffer.baseAddress, let found = memchr(start, 0x0A, buffer.count) else { return nil }
        return bytes.startIndex + start.distance(to: UnsafeRawPointer(found))
    }

    /// The last line, not ended yet.
    private func dropLines(of bytes: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
        let buffer = UnsafeRawBufferPointer(rebasing: bytes)
        dropped += buffer.reduce(0) { $1 == 0x0A ? $0 &+ 1 : $0 }
        return buffer.lastIndex(of: 0x0A).map { bytes[(bytes.startIndex + $0 + 1)...] } ?? bytes
    }

    private func add(_ part: Slice<UnsafeRawBufferPointer>, _ source: Source, _ stamp: String) -> Bool {
        guard let line = begun[source], !line.isEmpty else { return addWhole(part, source, stamp) }
        begun[source] = nil
        return addWhole(line + part, source, stamp)
    }

    /// Keeps the beginning of a line; one that is too long is cut into several. False if one of them was too much.
    private func begin(_ rest: Slice<UnsafeRawBufferPointer>, _ source: Source, _ stamp: String) -> Bool {
        guard !rest.isEmpty else { return true }
        begun[source, default: []] += rest
        var isTaken = true
        while let line = begun[source], line.count >= Self.longestLine {
            isTaken = addWhole(line.prefix(Self.longestLine), source, stamp) && isTaken
            begun[source] = line.count == Self.longestLine ? nil : Array(line.dropFirst(Self.longestLine))
        }
        return isTaken
    }

    @discardableResult
    private func addWhole(_ line: some Collection<UInt8>, _ source: Source, _ stamp: String) -> Bool {
        if budget == nil { budget = ByteBudget(rate: rate, at: loop.now) }
        guard pending.count + line.count < Self.mostPending, budget?.take(line.count + 32, at: loop.now) == true else {
            dropped += 1
            return false
        }
        sayDropped()
        append(line, source, stamp)
        return true
    }

    private func sayDropped() {
        guard dropped > 0 else { return }
        append("\(dropped) lines dropped: more than \(rate >> 10) KiB a second".utf8, .host, LogStamp.now())
        dropped = 0
    }

    private func append(_ line: some Collection<UInt8>, _ source: Source, _ stamp: String) {
        pending.append(contentsOf: stamp.utf8)
        pending.append(UInt8(ascii: " "))
        pending.append(contentsOf: source.rawValue.utf8)
        pending.append(UInt8(ascii: " "))
        pending.append(contentsOf: line)
        pending.append(0x0A)
    }

    private func write() {
        guard !isWriting, !pending.isEmpty else { return }
        isWriting = true
        let (file, bytes) = (file, pending)
        pending = []
        loop.offload {
            file.append(bytes)
        } then: { [self] failure in
            written(failure)
        }
    }

    /// A disk that stays full is said once.
    private func written(_ failure: String?) {
        isWriting = false
        if let failure, !isBroken { trouble("\(file.folder)/current could not be written: \(failure)") }
        isBroken = failure != nil
        write()
        guard !isWriting else { return }
        let told = idle
        idle = []
        for tell in told { tell() }
    }
}
