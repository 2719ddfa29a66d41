package import Wire

/// What was made of a folder.
package struct AddReport: Sendable {
    package let release: PooledRelease
    /// Deltas that would have been hardly smaller than the full artifact, by the version they would start from, and their lengths.
    package let leftOut: [(from: SemanticVersion, length: Int)]
}
