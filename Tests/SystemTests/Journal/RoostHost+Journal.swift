import Foundation
import Support

extension RoostHost {
    func installJournal() throws { try install(plugin: "journal") }

    /// One of the host's own, with its manifest as it is shipped.
    func install(plugin id: String) throws {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let manifest = readText(tests.deletingLastPathComponent().appending(path: "Config/plugins/\(id).toml").path)
        try writeManifest(Array(manifest.utf8), of: id)
    }
}
