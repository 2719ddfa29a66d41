import Wire

/// `roost-policy FILE` and its like: prints the settings as one line of JSON, or what is wrong with the file.
///
/// A process of its own because the TOML parser, which is C++, aborts on some malformed texts (decision 0040).
public enum SettingsCommand<Document: SettingsDocument> {
    public static func run(arguments: [String]) -> Int32 {
        guard arguments.count == 1 else { return 2 }
        return StandardOutput.write(SettingsLine<Document>(reading: arguments[0]).json.text + "\n") ? 0 : 1
    }
}
