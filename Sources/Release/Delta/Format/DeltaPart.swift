import Wire

/// How one file of the new tree comes about. Lengths are those of xz streams, which follow the header in this order.
enum DeltaPart: Equatable, Sendable {
    /// It is a file of the old tree, wherever it lay.
    case kept(TreePath)
    /// A patch of a file of the old tree.
    case patched(TreePath, length: Int64)
    /// The file itself.
    case fresh(length: Int64)

    /// Bytes it takes in the delta behind the header.
    var length: Int64 {
        switch self {
        case .kept: 0
        case .patched(_, let length), .fresh(let length): length
        }
    }

    var json: JSON {
        switch self {
        case .kept(let path): ["keep": .string(path.description)]
        case .patched(let path, let length): ["patch": .string(path.description), "length": .integer(length)]
        case .fresh(let length): ["length": .integer(length)]
        }
    }

    init(_ part: ManifestObject) throws(ReleaseFailure) {
        try part.allow(["keep", "patch", "length"])
        if part.has("keep") {
            try part.allow(["keep"])
            self = .kept(try part.path("keep"))
        } else {
            let length = try part.size("length")
            guard length <= TreeEntry.maximumFileSize else { throw part.refusal("length", "more than any file may have") }
            self = part.has("patch") ? .patched(try part.path("patch"), length: length) : .fresh(length: length)
        }
    }
}
