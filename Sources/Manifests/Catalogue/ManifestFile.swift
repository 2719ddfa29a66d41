import Files
import Glibc

/// One manifest file, known by where it is.
///
/// Hostile content costs a bounded effort: only regular files are opened, never waited for, and at most 64 KiB are read.
struct ManifestFile {
    let path: String
    /// What its id must be.
    let name: String
    let folder: String
    /// Stands for a folder that could not be read as it should.
    var problem: ManifestProblem?

    /// One that cannot be looked at counts as there: that is to be told, not taken for gone.
    var exists: Bool {
        var status = stat()
        return lstat(path, &status) == 0 || errno != ENOENT && errno != ENOTDIR
    }

    /// What the file says by itself; nil if it has gone.
    func line() -> ManifestLine? {
        if let problem { return .invalid(problem) }
        do throws(ManifestProblem) {
            guard let text = try text() else { return nil }
            return .valid(try Manifest(toml: text, name: name, file: path, folder: folder))
        } catch {
            return .invalid(error)
        }
    }

    /// For a file the parser died of, which it also does for want of memory.
    func unreadable() -> ManifestProblem {
        refusal("not TOML: so malformed that it cannot be said where", "write it anew, a few lines at a time", .surroundings)
    }

    /// The bytes of a regular file, one more than the most allowed if it is too large; nil where there is none.
    func text() throws(ManifestProblem) -> [UInt8]? {
        do throws(FileFailure) {
            return try SmallFile.beginning(path, atMost: TOMLText.largestFile + 1)
        } catch {
            guard case .system(let code, let doing, _) = error else { throw refusal(error.words, "put a text file here") }
            // A file where its folder should be.
            if code == ENOTDIR { return nil }
            let remedy = doing == "read" ? "look at the disk" : "make it readable for the host"
            throw refusal("cannot be read: \(error.words)", remedy, .surroundings)
        }
    }

    private func refusal(_ reason: String, _ remedy: String, _ fault: ManifestProblem.Fault = .file) -> ManifestProblem {
        ManifestProblem(id: name, file: path, reason: reason, remedy: remedy, fault: fault)
    }
}
