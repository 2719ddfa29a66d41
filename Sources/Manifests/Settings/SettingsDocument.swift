public import Wire

/// What a settings file of a plugin says, as a value with every default filled in; an empty file, and none, is one too.
public protocol SettingsDocument: Equatable, Sendable {
    /// The internal program that reads such a file, by its argv[0].
    static var reader: String { get }

    /// Strictly: nothing unknown, nothing of the wrong type, nothing out of bounds.
    init(toml text: [UInt8], file: String) throws(ConfigurationProblem)

    /// All of it: it goes from the process that reads TOML to the one that decides.
    var json: JSON { get }

    /// Reads what ``json`` wrote; nil for anything else.
    init?(json: JSON)
}
