/// Whose fault it is that the line's target does not answer, from what it, a second target and the gateway answer now.
enum LineFinding: Equatable, CaseIterable {
    case up
    /// Another target answers: the first one is down by itself.
    case targetDown
    /// It was down before the update.
    case downBefore
    /// The gateway answers, but nothing beyond it: the provider's line, as far as one can tell from here.
    case beyondGateway
    /// Not even the gateway answers, and it did before: this side of it.
    case thisSide
    /// Not all was asked yet.
    case unknown

    init(before: Answer, target: Answer, second: Answer, gateway: Answer) {
        switch (before, target, second, gateway) {
        case (_, .passed, _, _): self = .up
        case (_, .unknown, _, _): self = .unknown
        case (.failed, .failed, _, _): self = .downBefore
        case (_, .failed, .passed, _): self = .targetDown
        case (_, .failed, .failed, .passed): self = .beyondGateway
        case (_, .failed, .failed, .failed): self = .thisSide
        case (_, .failed, .unknown, _), (_, .failed, .failed, .unknown): self = .unknown
        }
    }

    /// Good enough to commit.
    var isExcused: Bool { [.up, .targetDown, .downBefore].contains(self) }

    var words: String {
        switch self {
        case .up: "the line works"
        case .targetDown: "the target does not answer, another one does: it is down by itself"
        case .downBefore: "the line was down before the update"
        case .beyondGateway: "the gateway answers, nothing beyond it does: probably the provider"
        case .thisSide: "not even the gateway answers, which it did before"
        case .unknown: "the line was not asked yet"
        }
    }
}
