import CLzma

/// What makes a processor's machine code easier to compress: jumps by what they reach instead of how far they go.
enum BranchFilter: CaseIterable, Sendable {
    case x86, arm, armThumb, arm64

    /// The one for the programs of a Debian architecture, if there is one.
    init?(architecture: String) {
        switch architecture {
        case "amd64", "i386": self = .x86
        case "armel": self = .arm
        case "armhf": self = .armThumb
        case "arm64": self = .arm64
        default: return nil
        }
    }

    var id: lzma_vli {
        switch self {
        case .x86: roost_filter_x86
        case .arm: roost_filter_arm
        case .armThumb: roost_filter_armthumb
        case .arm64: roost_filter_arm64
        }
    }
}
