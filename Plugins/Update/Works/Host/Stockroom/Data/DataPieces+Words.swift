extension DataPieces {
    /// Things that are not kept: so many, the first few by name.
    struct Leaving: Equatable, Sendable {
        static let mostNames = 8
        private static let longest = 80

        var count = 0
        private(set) var names: [String] = []

        mutating func add(_ name: String) {
            count += 1
            guard names.count < Self.mostNames else { return }
            names.append(name.utf8.count <= Self.longest ? name : String(name.prefix(Self.longest / 4)) + "...")
        }

        /// Those of one more feature.
        mutating func add(_ other: Leaving, of id: String) {
            names += other.names.prefix(Self.mostNames - names.count).map { "\(id)/\($0)" }
            count += other.count
        }

        var words: String {
            guard !names.isEmpty else { return "\(count) of them" }
            return names.joined(separator: ", ") + (count > names.count ? " and \(count - names.count) more" : "")
        }
    }

    /// For the report, of all features of an update; one for each reason.
    static func notes(_ features: [(id: String, pieces: DataPieces)]) -> [String] {
        Reason.allCases.compactMap { reason in
            var all = Leaving()
            for feature in features { feature.pieces.left[reason].map { all.add($0, of: feature.id) } }
            return all.count > 0 ? "\(reason.words), so not kept for going back and left as they are: \(all.words)" : nil
        }
    }
}

extension DataPieces.Reason {
    fileprivate var words: String {
        switch self {
        case .large: "too large (\(DataPieces.mostBytes >> 20) MiB are kept of each feature)"
        case .many: "too many (\(DataPieces.mostPieces) pieces with \(DataPieces.mostFiles) files are kept of each feature)"
        case .deep: "more than \(DataSurvey.deepest) folders deep"
        case .foreign: "second names of somebody else's files"
        case .mounted: "on file systems of their own"
        case .device: "device nodes in them"
        case .unnamed: "called what cannot be written down"
        }
    }
}
