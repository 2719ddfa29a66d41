/// One version of one feature, or of the core.
struct ReleaseName: Hashable {
    let id: String
    let version: String
}
