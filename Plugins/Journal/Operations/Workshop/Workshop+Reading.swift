import Contracts
import Files
import FoundationEssentials

extension Workshop {
    static let maximumContent = 512 << 10

    /// A path as it was planned: `@home/...`.
    static func path(_ text: String) throws(OperationFailure) -> HomePath {
        do throws(GroundRefusal) {
            guard let rest = FilePath(text).rest(behind: "@home") else {
                throw .malformed(path: text, why: "a planned path begins with @home/")
            }
            return try HomePath(rest, shown: text)
        } catch {
            throw .ground(error)
        }
    }

    static func bytes(_ content: JournalContract.Operation.Content) throws(OperationFailure) -> [UInt8] {
        let bytes: [UInt8]
        switch content {
        case .text(let text): bytes = Array(text.utf8)
        case .base64(let text):
            guard text.utf8.count <= maximumContent * 2, let data = Data(base64Encoded: text) else {
                throw .obstacle("'base64' is not base64")
            }
            bytes = Array(data)
        }
        guard bytes.count <= maximumContent else {
            throw .obstacle("the content is larger than \(maximumContent) bytes; put it into a file yourself and 'move' that")
        }
        return bytes
    }

    static func mode(_ text: String?) throws(OperationFailure) -> UInt32 {
        guard let text else { return 0o644 }
        guard text.utf8.count <= 4, let mode = UInt32(text, radix: 8), mode <= 0o777 else {
            throw .obstacle("'\(text.prefix(16))' is no mode; write octal digits without special bits, as 0644")
        }
        return mode
    }

    static func slot(_ text: String) throws(OperationFailure) -> Slot {
        guard let slot = Slot(rawValue: text) else { throw .obstacle("'\(text.prefix(16))' is no slot; a and b are") }
        return slot
    }
}
