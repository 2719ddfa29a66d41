import Foundation

/// The working copy these tests were compiled from, read as text.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// All Swift files below Sources, Plugins and Tests, by path.
    static let swiftFiles: [SourceFile] = allFiles.filter { $0.hasSuffix(".swift") }.map { SourceFile(path: $0, text: text(of: $0)) }

    /// Paths from the root on of every file of ours, build folders and hidden files left out.
    static let allFiles: [String] = ["Sources", "Plugins", "Tests", "Config"].flatMap(files).sorted()

    static func text(of path: String) -> String {
        (try? Data(contentsOf: root.appending(path: path))).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// Names of what lies in a folder, hidden files left out.
    static func entries(of folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)) ?? []
        return names.filter { !$0.hasPrefix(".") && $0 != "__pycache__" }.sorted()
    }

    static func isFolder(_ path: String) -> Bool {
        var answer: ObjCBool = false
        return FileManager.default.fileExists(atPath: root.appending(path: path).path, isDirectory: &answer) && answer.boolValue
    }

    private static func files(below folder: String) -> [String] {
        entries(of: folder).flatMap { name in
            let path = "\(folder)/\(name)"
            return isFolder(path) ? isLink(path) ? [] : files(below: path) : [path]
        }
    }

    /// A link to a folder is read where it leads.
    private static func isLink(_ path: String) -> Bool {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: root.appending(path: path).path)) != nil
    }
}
