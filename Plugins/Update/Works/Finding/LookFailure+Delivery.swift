import Delivery
import HTTP
import TUF

extension LookFailure {
    /// What went wrong, and what an operator may do about it.
    init(_ error: DeliveryError, in place: Look.Place, policy: String, retryAfter: Double? = nil) {
        self.init("\(error)\(Self.remedy(error, place, policy))", retryAfter: retryAfter)
    }

    private static func remedy(_ error: DeliveryError, _ place: Look.Place, _ policy: String) -> String {
        let address = place == .repository ? "url in [repository] of \(policy)" : "what was copied to the folder"
        switch error {
        case .metadata(.unreachable(_, _)), .artifact(.later, of: _): return "; look at the line, and at \(address)"
        case .metadata(.missing(_)), .absent, .artifact: return "; look at \(address)"
        case .metadata(.refused(_)), .metadata(.store(_)), .metadata(.overtaken(_)), .address, .release, .busy, .otherwise: return ""
        }
    }
}
