import Files

/// Where the text of a symbolic link leads, by its words alone.
enum LinkGoal {
    /// Relative to the folder the link is in. `..` may come only first: behind a name, that name could be a link itself.
    static func path(_ text: String, in folder: HomePath) throws(GroundRefusal) -> HomePath {
        guard !FilePath(text).isAbsolute, text.utf8.first != UInt8(ascii: "@") else {
            throw .malformed(path: text, why: "a link must be relative to the folder it is in, as b or ../b")
        }
        let parts = FilePath(text).parts
        let ups = parts.prefix { $0 == ".." }.count
        guard ups <= folder.names.count else { throw .outside(path: text) }
        let rest = parts.dropFirst(ups).joined(separator: "/")
        return try HomePath(Substring(rest), below: HomePath(folder.names.dropLast(ups)), shown: text)
    }
}
