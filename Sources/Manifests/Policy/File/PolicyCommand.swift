import Wire

/// `roost-policy FILE`: prints the policy as one line of JSON, or what is wrong with the file.
///
/// A process of its own because the TOML parser, which is C++, aborts on some malformed texts (decision 0040).
public enum PolicyCommand {
    public static func run(arguments: [String]) -> Int32 {
        guard arguments.count == 1 else { return 2 }
        return StandardOutput.write(PolicyLine(reading: arguments[0]).json.text + "\n") ? 0 : 1
    }
}
