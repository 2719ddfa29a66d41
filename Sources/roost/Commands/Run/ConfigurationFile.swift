internal import Glibc
internal import Manifests

/// The file a host is configured by.
enum ConfigurationFile {
    /// `path`, which must be there; else the home's own, if it is there; else the defaults.
    static func read(_ path: String?, home: Home) throws(CommandFailure) -> Configuration {
        guard path != nil || access(home.configuration, F_OK) == 0 else { return Configuration() }
        let file = path ?? home.configuration
        let text = try SmallFile.read(file, limit: 64 * 1024 + 1)
        do throws(ConfigurationProblem) {
            return try Configuration(toml: text, file: file)
        } catch {
            throw CommandFailure(error.text)
        }
    }
}
