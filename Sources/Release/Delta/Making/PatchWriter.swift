/// The bytes of a patch before they are compressed, as ``PatchReader`` reads them.
struct PatchWriter {
    private let old: UnsafeBufferPointer<UInt8>
    private let new: UnsafeBufferPointer<UInt8>
    private var patch: [UInt8] = []
    /// Where in the old file the step before has ended.
    private var position: Int64 = 0
    /// How many new bytes have been told.
    private var place = 0

    private init(_ old: UnsafeBufferPointer<UInt8>, _ new: UnsafeBufferPointer<UInt8>) {
        (self.old, self.new) = (old, new)
        patch.reserveCapacity(new.count + new.count / 16)
    }

    static func bytes(_ steps: [PatchStep], _ old: UnsafeBufferPointer<UInt8>, _ new: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var writer = PatchWriter(old, new)
        for block in PatchBlock.blocks(of: steps) { writer.write(block) }
        return writer.patch
    }

    private mutating func write(_ block: [PatchStep]) {
        patch += VariableInteger.bytes(Int64(block.count))
        for step in block {
            patch += VariableInteger.bytes(VariableInteger.folded(step.position - position))
            patch += VariableInteger.bytes(step.diff) + VariableInteger.bytes(step.extra)
            position = step.end
        }
        var begin = place
        for step in block {
            for index in 0..<Int(step.diff) { patch.append(new[begin + index] &- old[Int(step.position) + index]) }
            begin += Int(step.length)
        }
        for step in block {
            place += Int(step.length)
            patch += new[place - Int(step.extra)..<place]
        }
    }
}
