import Foundation

/// A folder in memory that is gone when the last holder lets go of it.
final class StateFolder: Sendable {
    let path: String

    init(_ name: String) throws {
        var template = Array("\(FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : "/tmp")/\(name).XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw RecordingError(words: "mkdtemp: \(String(cString: strerror(errno)))") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
