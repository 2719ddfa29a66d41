extension HTTPURL {
    /// The URL that a Location field means, seen from here. User and password are not carried along: ``RedirectRule`` knows where they
    /// may go. (RFC 3986 §5.2)
    func resolving(_ reference: String) throws(HTTPError) -> HTTPURL {
        let reference = String(reference.prefix { $0 != "#" })
        if reference.hasScheme { return try HTTPURL(reference) }
        if reference.hasPrefix("//") { return try HTTPURL("\(scheme.rawValue):\(reference)") }
        let here = "\(scheme.rawValue)://\(authority)"
        let path = target.prefix { $0 != "?" }
        if reference.isEmpty { return try HTTPURL(here + target) }
        if reference.hasPrefix("?") { return try HTTPURL(here + path + reference) }
        if reference.hasPrefix("/") { return try HTTPURL(here + reference.withoutDotSegments) }
        let folder = path[...(path.lastIndex(of: "/") ?? path.startIndex)]
        return try HTTPURL(here + (folder + reference).withoutDotSegments)
    }
}

extension StringProtocol {
    /// `name:` before the first slash or question mark.
    fileprivate var hasScheme: Bool {
        let start = prefix { $0 != "/" && $0 != "?" }
        guard let colon = start.firstIndex(of: ":"), let first = start.first, first.isASCII, first.isLetter else { return false }
        return start[..<colon].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "+" || $0 == "-" || $0 == ".") }
    }

    /// `.` and `..` in the path carried out; the query is left as it is. (RFC 3986 §5.2.4)
    fileprivate var withoutDotSegments: String {
        let path = prefix { $0 != "?" }
        var kept: [Substring] = []
        let segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        for segment in segments {
            switch segment {
            case ".": continue
            case "..": _ = kept.popLast()
            default: kept.append(Substring(segment))
            }
        }
        let isFolder = segments.last == "." || segments.last == ".."
        return "/" + kept.joined(separator: "/") + (isFolder && !kept.isEmpty ? "/" : "") + self[path.endIndex...]
    }
}
