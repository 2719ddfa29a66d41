/// How a release comes: as the difference from what is installed, or whole.
enum ArtifactForm: String, Codable, Hashable, CaseIterable {
    case delta, full
}
