/// The control groups one feature's process has to join, and in what words each limit is enforced there.
/// A limit that is not in `held` was not asked for, or cannot be held by groups here; `reasons` says why.
package struct Enclosure: Equatable, Sendable {
    var groups: [String]
    var held: [LimitKind: String]
    var reasons: [LimitKind: String]

    package init(groups: [String] = [], held: [LimitKind: String] = [:], reasons: [LimitKind: String] = [:]) {
        (self.groups, self.held, self.reasons) = (groups, held, reasons)
    }
}
