import Glibc

/// What could not be done with a file or a folder, and why. Each module says it in its own words at its border.
package enum FileFailure: Error, Hashable, Sendable {
    /// The system's refusal of a call: its error number, what was being done, and to what.
    case system(code: Int32, doing: String, path: String)
    /// A folder, a link, a pipe, a socket or a device where a file should be.
    case notRegular(path: String)
    /// More than may be read. `size`: what it has, if it tells.
    case tooLong(path: String, limit: Int, size: Int?)
    case tooDeep(path: String, limit: Int)
    /// Names in a folder.
    case tooMany(path: String, limit: Int)

    /// The last call's error number. (errno)
    package static func last(_ doing: String, _ path: @autoclosure () -> String) -> FileFailure {
        let code = errno
        return .system(code: code, doing: doing, path: path())
    }
}

extension FileFailure: CustomStringConvertible {
    /// The error number; nil where the system refused nothing.
    package var code: Int32? {
        if case .system(let code, _, _) = self { code } else { nil }
    }

    package var path: String {
        switch self {
        case .system(_, _, let path), .notRegular(let path), .tooLong(let path, _, _), .tooDeep(let path, _), .tooMany(let path, _): path
        }
    }

    /// Why, without what was being done and to what. (strerror)
    package var words: String {
        switch self {
        case .system(let code, _, _): String(cString: strerror(code))
        case .notRegular: "not a regular file"
        case .tooLong(_, let limit, _): "larger than \(limit) bytes"
        case .tooDeep(_, let limit): "more than \(limit) folders deep"
        case .tooMany(_, let limit): "more than \(limit) names in it"
        }
    }

    package var description: String {
        if case .system(_, let doing, let path) = self { "cannot \(doing) \(path): \(words)" } else { "\(path): \(words)" }
    }
}
