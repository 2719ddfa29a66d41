import Glibc

/// A folder of its own, gone with its object.
final class Folder {
    let path: String

    init() {
        var template = Array("/tmp/loop-XXXXXX".utf8CString)
        mkdtemp(&template)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { cleanUp() }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    private func cleanUp() {
        guard let folder = opendir(path) else { return }
        while let entry = readdir(folder) {
            unlink(file(withUnsafePointer(to: &entry.pointee.d_name.0) { String(cString: $0) }))
        }
        closedir(folder)
        rmdir(path)
    }
}

func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
