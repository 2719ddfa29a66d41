import PluginKit

extension Fault {
    static let unguarded = Fault(
        .machine, "the runtime can be replaced only where a guard watches it, from slot a or b; start the host by roost-guard")

    /// The journal's refusal, or its silence.
    init(journal error: BusError) {
        switch error {
        case .service(let refusal) where refusal.code == 507: self.init(.machine, refusal.words)
        case .service(let refusal): self.init(.journal, refusal.words)
        default: self.init(.journal, "the journal: \(error)")
        }
    }

    /// A step too late is a step of nobody.
    static func checkCancelled() throws(Fault) {
        if Task.isCancelled { throw .cancelled }
    }
}

extension BusError {
    /// The journal cannot write a thing.
    var isDiskFull: Bool {
        if case .service(let refusal) = self { refusal.code == 507 } else { false }
    }
}
