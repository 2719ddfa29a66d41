@testable import Release

/// What reads bytes from outside, each a function that takes any bytes whatever. It returns, or it has found something: then it traps.
///
/// The same sources are compiled twice: in these tests, which replay the corpora, and in `fuzz`, which libFuzzer drives (`Config/fuzz`).
enum FuzzTarget: String, CaseIterable {
    /// `release.json`.
    case manifest
    /// A delta as it comes, and its header without compression.
    case delta, header
    /// A patch within a delta, beneath the compression, whose checksums would hide what the parser does with it.
    case patch
    /// A role of a TUF repository; the first byte says of which type.
    case metadata
    /// What an HTTP server answers.
    case response

    func run(_ bytes: [UInt8]) {
        switch self {
        case .manifest: ReleaseHarness.manifest(bytes)
        case .delta: ReleaseHarness.delta(bytes)
        case .header: ReleaseHarness.header(bytes)
        case .patch: ReleaseHarness.patch(bytes)
        case .metadata: MetadataHarness.metadata(bytes)
        case .response: ResponseHarness.response(bytes)
        }
    }

    /// To begin with: what its writers write.
    var seeds: [[UInt8]] {
        switch self {
        case .manifest: [ReleaseHarness.sample.bytes]
        case .delta: [ReleaseHarness.sampleDelta]
        case .header: [ReleaseHarness.sampleHeader.bytes]
        case .patch: [ReleaseHarness.samplePatch]
        case .metadata: MetadataHarness.seeds
        case .response: ResponseHarness.seeds
        }
    }
}
