import Contracts
import Release

/// What is installed on this host, as far as it can be updated.
struct Inventory: Equatable, Sendable {
    /// Of the runtime: what its slot was released as, else what it says of itself.
    var core: String
    /// The slot it runs from, `a` or `b`; nil if it was started by hand or from the factory's.
    var slot: String?
    var isGuarded: Bool
    /// Versions by id, of features in the home; those that come with the runtime go with it.
    var features: [String: String]

    /// The other slot; nil if the runtime cannot be replaced.
    var otherSlot: String? {
        switch slot {
        case "a" where isGuarded: "b"
        case "b" where isGuarded: "a"
        default: nil
        }
    }

    /// Nil if it is not there.
    func version(of id: String) -> String? { id == UpdateContract.core ? core : features[id] }

    /// All that a look without names asks about.
    var ids: [String] { features.keys.sorted() + (otherSlot == nil ? [] : [UpdateContract.core]) }
}
