public import Wire

/// Why a manifest cannot be used, in words for the person who wrote it.
public struct ManifestProblem: Error, Equatable, Sendable {
    /// Whose fault it is.
    public enum Fault: String, Sendable {
        /// What the file says is wrong, whatever else there is.
        case file
        /// The file is fine by itself but does not fit what is around it: another manifest, a missing program.
        /// A feature that runs already need not be stopped for it.
        case surroundings
    }

    /// The feature's id as far as it could be learned, else the name of its file or folder.
    public var id: String
    public var file: String
    /// Counted from 1.
    public var line: Int
    public var reason: String
    /// What to do about it.
    public var remedy: String
    public var fault: Fault

    public init(id: String, file: String, line: Int = 1, reason: String, remedy: String, fault: Fault = .file) {
        self.id = id
        self.file = file
        self.line = line
        self.reason = reason
        self.remedy = remedy
        self.fault = fault
    }

    /// `FILE:LINE: reason (remedy)`.
    public var text: String { "\(file):\(line): \(reason) (\(remedy))" }
}

extension ManifestProblem {
    public var json: JSON {
        [
            "id": .string(id), "file": .string(file), "line": JSON(line), "reason": .string(reason),
            "remedy": .string(remedy), "fault": .string(fault.rawValue),
        ]
    }

    public init?(json: JSON) {
        guard let id = json["id"]?.string, let file = json["file"]?.string, let line = json["line"]?.integer,
            let reason = json["reason"]?.string, let remedy = json["remedy"]?.string
        else { return nil }
        let fault = json["fault"]?.string.flatMap(Fault.init) ?? .file
        self.init(id: id, file: file, line: Int(clamping: line), reason: reason, remedy: remedy, fault: fault)
    }
}
