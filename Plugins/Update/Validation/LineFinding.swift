/// Whose fault it is that the line's target does not answer, from what it, a second target and the gateway answer now.
enum LineFinding: Equatable, CaseIterable {
    case up
    /// Another target answers: the first one is down by itself.
    case targetDown
    /// It was down before the update.
    case downBefore
    /// The gateway answers, but nothing beyond it: the provider's line, as far as one can tell from here.
    case beyondGateway
    /// Not even the gateway answers, but it did not before either: it tells nothing about this side.
    case gatewayDownBefore
    /// Not even the gateway answers, and nothing was wrong with it before: this side of it.
    case thisSide
    /// The policy names no gateway that could tell: that it is lost since the update is all that is known.
    case nobodyElse
    /// Not all was asked yet.
    case unknown

    /// - Parameters:
    ///   - before: of the target.
    ///   - second: nil where the policy names none; as the gateway.
    init(before: Answer, target: Answer, second: Answer?, gateway: Answer?, gatewayBefore: Answer) {
        switch (target, second) {
        case (.passed, _): self = .up
        case (.unknown, _): self = .unknown
        case (.failed, _) where before.isFailure: self = .downBefore
        case (.failed, .passed?): self = .targetDown
        case (.failed, .unknown?): self = .unknown
        case (.failed, .failed?), (.failed, nil): self = LineFinding(lost: gateway, before: gatewayBefore)
        }
    }

    /// Nobody beyond the gateway answers.
    private init(lost gateway: Answer?, before: Answer) {
        switch gateway {
        case .passed?: self = .beyondGateway
        case .failed? where before.isFailure: self = .gatewayDownBefore
        case .failed?: self = .thisSide
        case .unknown?: self = .unknown
        case nil: self = .nobodyElse
        }
    }

    /// Good enough to commit.
    var isExcused: Bool { [.up, .targetDown, .downBefore].contains(self) }

    /// Safer to go back, but nothing says that it was the update.
    var isNobodysFault: Bool { [.beyondGateway, .gatewayDownBefore].contains(self) }

    var words: String {
        switch self {
        case .up: "the line works"
        case .targetDown: "the target does not answer, another one does: it is down by itself"
        case .downBefore: "the line was down before the update"
        case .beyondGateway: "the gateway answers, nothing beyond it does: probably the provider"
        case .gatewayDownBefore: "it was lost, and the gateway, which did not answer before either, does not tell on whose side"
        case .thisSide: "not even the gateway answers, with which nothing was wrong before"
        case .nobodyElse:
            "it does not work since the update; policy.toml names no gateway that could tell whose fault it is, so it is held "
                + "against the update"
        case .unknown: "the line was not asked yet"
        }
    }
}
