/// The control groups one feature's process has to join, and in what words each limit is enforced there.
/// A limit that is not in `held` was not asked for, or cannot be held by groups here; `reasons` says why.
struct Enclosure: Equatable, Sendable {
    var groups: [String] = []
    var held: [LimitKind: String] = [:]
    var reasons: [LimitKind: String] = [:]
}
