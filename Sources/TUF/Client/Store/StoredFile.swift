import Files

/// Small files that are wholly the old or wholly the new one.
public enum StoredFile {
    /// Nil if there is none.
    public static func bytes(_ path: String, atMost limit: Int) throws(StoreFailure) -> [UInt8]? {
        do throws(FileFailure) { return try SmallFile.whole(path, atMost: limit) } catch { throw StoreFailure(error) }
    }

    /// On the disk when this returns.
    public static func replace(_ path: String, with bytes: [UInt8]) throws(StoreFailure) {
        do throws(FileFailure) { try DurableFile.replace(path, with: bytes) } catch { throw StoreFailure(error) }
    }
}

extension StoreFailure {
    init(_ failure: FileFailure) {
        switch failure {
        case .tooLong(let path, let limit, let size):
            let words = size.map { "has \($0) bytes, more than the \(limit) it may have" } ?? "is longer than \(limit) bytes"
            self.init(path, "\(words); this is not what belongs there", isTooLong: true)
        case .system, .notRegular, .tooDeep, .tooMany: self.init(failure.path, failure.words)
        }
    }
}
