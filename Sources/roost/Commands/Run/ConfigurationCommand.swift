import Manifests

/// `roost-configuration FILE`: prints the configuration as JSON, or one line that says what is wrong with the file.
///
/// A process of its own because the TOML parser, which is C++, aborts on some malformed texts.
enum ConfigurationCommand {
    static func run(arguments: [String]) -> Int32 {
        guard arguments.count == 1 else { return CommandFailure.Status.usage.rawValue }
        do {
            let text = try InputFile.read(arguments[0], limit: 64 * 1024 + 1)
            Output.bytes(try Configuration(toml: text, file: arguments[0]).bytes)
            return 0
        } catch let problem as ConfigurationProblem {
            Output.text(problem.text)
        } catch let failure as CommandFailure {
            Output.text(failure.words)
        } catch {
            Output.text("\(arguments[0]): \(error)")
        }
        return 1
    }
}
