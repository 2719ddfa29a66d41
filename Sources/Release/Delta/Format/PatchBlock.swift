/// A patch is a row of blocks, and a block a few steps that make up to 64 KiB together.
///
/// First come the steps' numbers, then the differences of all, then the new bytes of all: like beside like compresses 2 to 3 %
/// better than step by step, and one block is all that applying has to hold.
enum PatchBlock {
    static let size: Int64 = 64 << 10
    static let maximumSteps = 2048

    /// Steps cut and gathered into blocks.
    static func blocks(of steps: [PatchStep]) -> [[PatchStep]] {
        var blocks: [[PatchStep]] = [[]]
        var room = size
        for step in steps {
            var rest = step
            while rest.length > 0 {
                if room == 0 || blocks[blocks.count - 1].count == maximumSteps {
                    blocks.append([])
                    room = size
                }
                let part = rest.prefix(room)
                blocks[blocks.count - 1].append(part)
                room -= part.length
                rest = rest.dropFirst(part.length)
            }
        }
        return blocks
    }
}
