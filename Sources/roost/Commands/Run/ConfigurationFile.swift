import Glibc
import Manifests

/// The file a host is configured by.
enum ConfigurationFile {
    /// The configuration as JSON: of `path`, which must be there; else of the home's own file, if it is there; else the
    /// defaults.
    static func read(_ path: String?, home: Home) throws(CommandFailure) -> [UInt8] {
        guard path != nil || access(home.configuration, F_OK) == 0 else { return Configuration().bytes }
        let file = path ?? home.configuration
        _ = try InputFile.read(file, limit: 1)
        let output = try OwnProgram.output(["roost-configuration", file])
        switch output.first {
        case UInt8(ascii: "{"): return output
        case nil: throw CommandFailure("\(file): so malformed that it cannot be said where; write it anew, a few lines at a time")
        default: throw CommandFailure(Printable.line(String(decoding: output, as: UTF8.self)))
        }
    }
}
