import Delivery
import HTTP
import Release
import TUF

extension Fault {
    /// Whose fault it is that a release did not come: seldom its own.
    init(_ error: DeliveryError) {
        let words = "\(error)"
        switch error {
        case .artifact(.cancelled, _), .release(.cancelled): self = .cancelled
        case .metadata(.store), .metadata(.overtaken), .artifact(.disk, _), .busy: self.init(.machine, words)
        // Nothing of it is the release's fault as it was signed: somebody on the way, the server, or who serves it.
        case .address, .absent, .metadata, .artifact(.later, _), .artifact(.refused, _), .artifact(.wrong, _): self.init(.network, words)
        case .release(let failure): self.init(staged: failure)
        case .otherwise: self.init(.release, words)
        }
    }
}

extension DeliveryError {
    /// When it is worth going on where it was: seconds the server asks for, or nought; nil if that would not help.
    var patience: Double? {
        switch self {
        case .artifact(.later(_, let after, kept: _), _): after.map { Double($0.components.seconds) } ?? 0
        case .metadata(.unreachable), .metadata(.overtaken): 0
        case .address, .metadata, .absent, .artifact, .release, .busy, .otherwise: nil
        }
    }
}
