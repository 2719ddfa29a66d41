/// Makes a new file from an old one and a patch, block by block, in the memory of two blocks whatever the files' sizes.
///
/// Every number is checked before it is used, so neither file is ever left: the classic hole of such programs.
struct PatchReader {
    private let patch: XZReader
    private let old: BaseFile
    private let place: String
    private var position: Int64 = 0

    private init(_ patch: XZReader, _ old: BaseFile, _ place: String) { (self.patch, self.old, self.place) = (patch, old, place) }

    static func apply(_ patch: XZReader, to old: BaseFile, into new: StagedFile, place: String) throws(ReleaseFailure) {
        var reader = PatchReader(patch, old, place)
        let buffers = UnsafeMutableRawBufferPointer.allocate(byteCount: 2 * Int(PatchBlock.size), alignment: 16)
        defer { buffers.deallocate() }
        while new.remaining > 0 {
            let steps = try reader.steps(making: min(new.remaining, PatchBlock.size))
            try new.write(try reader.bytes(of: steps, buffers))
        }
        try patch.expectEnd()
    }

    /// The steps of the next block, all of them within the old file, and together making no more than the limit.
    private mutating func steps(making limit: Int64) throws(ReleaseFailure) -> [PatchStep] {
        let count = try number()
        guard (1...Int64(PatchBlock.maximumSteps)).contains(count) else { throw refusal("a block of \(count) steps") }
        var (steps, rest): ([PatchStep], Int64) = ([], limit)
        for _ in 0..<count {
            let (move, diff, extra) = (VariableInteger.unfolded(try number()), try number(), try number())
            let (target, overflows) = position.addingReportingOverflow(move)
            guard !overflows, (0...old.size).contains(target) else { throw refusal("it leaves the old file") }
            guard diff <= old.size - target else { throw refusal("it takes more than the old file has") }
            guard diff <= rest, extra <= rest - diff else { throw refusal("it makes more than the new file has") }
            // Else a patch could go on for ever without getting anywhere.
            guard diff + extra > 0 else { throw refusal("a step of nothing") }
            steps.append(PatchStep(position: target, diff: diff, extra: extra))
            position = target + diff
            rest -= diff + extra
        }
        return steps
    }

    /// What a block makes, in the first half of the buffers.
    private func bytes(of steps: [PatchStep], _ buffers: UnsafeMutableRawBufferPointer) throws(ReleaseFailure) -> UnsafeRawBufferPointer {
        var place = 0
        for step in steps {
            let made = UnsafeMutableRawBufferPointer(rebasing: buffers[place..<place + Int(step.diff)])
            let before = UnsafeMutableRawBufferPointer(rebasing: buffers[Int(PatchBlock.size)...].prefix(made.count))
            try patch.readAll(of: made)
            guard try old.read(into: before, at: step.position) == made.count else { throw refusal("the old file has become shorter") }
            for index in made.indices { made[index] &+= before[index] }
            place += Int(step.length)
        }
        place = 0
        for step in steps {
            place += Int(step.length)
            try patch.readAll(of: UnsafeMutableRawBufferPointer(rebasing: buffers[place - Int(step.extra)..<place]))
        }
        return UnsafeRawBufferPointer(rebasing: buffers[..<place])
    }

    private func number() throws(ReleaseFailure) -> Int64 {
        guard let number = try VariableInteger.read(patch.readByte) else { throw refusal("a number without end") }
        return number
    }

    private func refusal(_ why: String) -> ReleaseFailure { .artifact(place: "the patch for \(place)", why: why) }
}
