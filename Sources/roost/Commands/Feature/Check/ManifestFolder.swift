import Files
import Glibc
import Manifests

/// A feature's folder, wherever it is and whatever its name.
struct ManifestFolder {
    private let path: String

    init(_ path: String) { self.path = path }

    /// What its plugin.toml says by itself.
    func manifest() throws(CommandFailure) -> Manifest {
        let file = "\(path)/plugin.toml"
        guard access(file, F_OK) == 0 else { throw CommandFailure("\(path) holds no plugin.toml; name a feature's folder") }
        let text = try InputFile.read(file, limit: 64 * 1024 + 1)
        do throws(ManifestProblem) {
            return try read(text, file)
        } catch {
            throw CommandFailure(Printable.line("\(file):\(error.line): \(error.reason); \(error.remedy)"))
        }
    }

    /// The first try learns the id, which need not be the folder's name before it is installed.
    private func read(_ text: [UInt8], _ file: String) throws(ManifestProblem) -> Manifest {
        let name = FilePath(path).names.last ?? ""
        do throws(ManifestProblem) {
            return try Manifest(toml: text, name: name, file: file, folder: path)
        } catch {
            guard error.id != name else { throw error }
            return try Manifest(toml: text, name: error.id, file: file, folder: path)
        }
    }
}
