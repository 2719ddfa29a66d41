public import Wire

/// One line of `roost-manifests`: a feature that can be hosted, or why it cannot.
public enum ManifestLine: Equatable, Sendable {
    case valid(Manifest)
    case invalid(ManifestProblem)

    public var id: String {
        switch self {
        case .valid(let manifest): manifest.id
        case .invalid(let problem): problem.id
        }
    }

    public var json: JSON {
        switch self {
        case .valid(let manifest): manifest.json
        case .invalid(let problem): problem.json
        }
    }

    /// Reads what `json` wrote; nil for anything else.
    public init?(json: JSON) {
        if json["reason"] != nil {
            guard let problem = ManifestProblem(json: json) else { return nil }
            self = .invalid(problem)
        } else {
            guard let manifest = Manifest(json: json) else { return nil }
            self = .valid(manifest)
        }
    }

    /// Reads one line of text.
    public init?(bytes: [UInt8]) {
        guard let json = try? JSON(parsing: bytes) else { return nil }
        self.init(json: json)
    }
}
