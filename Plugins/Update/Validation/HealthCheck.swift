/// A question asked before an update and after it.
struct HealthCheck: Equatable {
    var name: String
    var part: Part

    enum Part: Equatable, CaseIterable {
        /// A required feature is ready.
        case feature
        /// A request goes to another process over the bus and comes back.
        case bus
        /// A probe of the policy.
        case probe
        /// The line to the outside: the policy's target, a second one, and the gateway, which are judged together.
        case line, secondTarget, gateway
    }

    init(_ name: String, _ part: Part) { (self.name, self.part) = (name, part) }
}
