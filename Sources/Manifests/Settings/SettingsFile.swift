/// A settings file, read in another process, so that nothing in it can harm the plugin that asks.
public struct SettingsFile<Document: SettingsDocument>: Sendable {
    public let path: String

    public init(_ path: String) { self.path = path }

    /// It takes some milliseconds of waiting, so it belongs on a lane. This process must be `roost`, which is also the reader.
    public func read() throws(ConfigurationProblem) -> Document {
        var output: (bytes: [UInt8], isWhole: Bool)
        do throws(ChildOutput.Failure) {
            output = try ChildOutput.of([Document.reader, path])
        } catch {
            throw problem("cannot be read now: the reader: \(error.words)", "try again")
        }
        // There may be a secret in it.
        defer { ChildOutput.wipe(&output.bytes) }
        return try document(from: output.bytes, isWhole: output.isWhole).get()
    }

    func document(from bytes: [UInt8], isWhole: Bool) -> Result<Document, ConfigurationProblem> {
        switch SettingsLine<Document>(bytes: bytes) {
        case .valid(let document) where isWhole: .success(document)
        case .invalid(let problem): .failure(problem)
        case .valid, nil:
            .failure(problem("not TOML: so malformed that it cannot be said where", "write it anew, a few lines at a time"))
        }
    }

    private func problem(_ reason: String, _ remedy: String) -> ConfigurationProblem {
        ConfigurationProblem(file: path, reason: reason, remedy: remedy)
    }
}
