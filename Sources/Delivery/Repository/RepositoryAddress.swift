import Files
import HTTP

/// Where a repository is: below a URL, or in a folder, as on a USB stick. Both hold `metadata` and `targets`.
public enum RepositoryAddress: Hashable, Sendable, CustomStringConvertible {
    /// Without a slash at its end.
    case web(String)
    case folder(String)

    /// Takes `http://…`, `https://…`, `file:///…` or a path from the root.
    public init(_ text: String) throws(DeliveryError) {
        let scheme = "file://".utf8
        let path = text.utf8.starts(with: scheme) ? String(Substring(text.utf8.dropFirst(scheme.count))) : text
        if FilePath(path).isAbsolute {
            self = .folder(Self.trimmed(path))
            return
        }
        do throws(HTTPError) {
            _ = try HTTPURL(text)
        } catch {
            throw .address("\(error); a repository is at a URL such as https://updates.example/roost, or in a folder, by its whole path")
        }
        self = .web(Self.trimmed(text))
    }

    var base: String {
        switch self {
        case .web(let base), .folder(let base): base
        }
    }

    var metadata: String { base + "/metadata/" }

    /// `path` is encoded already where it goes into a URL.
    func target(_ path: String) -> String { "\(base)/targets/\(path)" }

    /// Without user and password: fit for a log.
    public var description: String {
        guard case .web(let base) = self, let url = try? HTTPURL(base) else { return base }
        return Self.trimmed("\(url)")
    }

    private static func trimmed(_ text: String) -> String {
        var bytes = text.utf8[...]
        while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes = bytes.dropLast() }
        return String(Substring(bytes))
    }
}
