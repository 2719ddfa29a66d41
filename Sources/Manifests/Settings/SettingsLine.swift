import Wire

/// What one process tells another about a settings file.
enum SettingsLine<Document: SettingsDocument>: Equatable {
    case valid(Document)
    case invalid(ConfigurationProblem)

    /// No file is an empty one: every router works without.
    init(reading path: String) {
        do throws(ManifestProblem) {
            let text = try ManifestFile(path: path, name: "", folder: "").text() ?? []
            self.init(text, file: path)
        } catch {
            self = .invalid(ConfigurationProblem(error))
        }
    }

    init(_ text: [UInt8], file: String) {
        do throws(ConfigurationProblem) {
            self = .valid(try Document(toml: text, file: file))
        } catch {
            self = .invalid(error)
        }
    }

    var json: JSON {
        switch self {
        case .valid(let document): ["settings": document.json]
        case .invalid(let problem):
            [
                "problem": [
                    "file": .string(problem.file), "line": JSON(problem.line), "reason": .string(problem.reason),
                    "remedy": .string(problem.remedy),
                ]
            ]
        }
    }

    /// Nil for what ``json`` did not write.
    init?(bytes: [UInt8]) {
        guard let json = try? JSON(parsing: bytes) else { return nil }
        if let document = json["settings"].flatMap(Document.init(json:)) {
            self = .valid(document)
        } else if let problem = json["problem"], let file = problem["file"]?.string, let reason = problem["reason"]?.string,
            let remedy = problem["remedy"]?.string
        {
            self = .invalid(ConfigurationProblem(file: file, line: problem["line"]?.int ?? 0, reason: reason, remedy: remedy))
        } else {
            return nil
        }
    }
}
