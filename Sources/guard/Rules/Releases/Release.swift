/// What can be started: the release in a slot, or the one that came with the image.
enum Release: Equatable {
    case slot(Slot)
    case factory

    init?(_ bytes: ArraySlice<UInt8>) {
        if let slot = Slot(bytes) {
            self = .slot(slot)
        } else {
            guard bytes.elementsEqual("factory".utf8) else { return nil }
            self = .factory
        }
    }

    /// As files, ROOST_SLOT and `--choose` say it.
    var name: String {
        switch self {
        case .slot(let slot): slot.name
        case .factory: "factory"
        }
    }

    var bytes: [UInt8] { Array(name.utf8) }

    var words: String {
        switch self {
        case .slot(let slot): "slot \(slot.name)"
        case .factory: "the factory release"
        }
    }
}
