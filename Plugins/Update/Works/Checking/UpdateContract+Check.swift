import Contracts

extension UpdateContract.Check {
    /// Of the slot that runs, before it is left.
    /// - Parameter flaws: nil if there was nothing to compare it with.
    init(scrubbing slot: String, _ flaws: [String]?) {
        let detail = flaws.map { VerificationWork.words($0) }
        self.init(
            name: "slot \(slot) as released", before: flaws.map { $0.isEmpty ? "passed" : "failed" } ?? "unknown", after: "unknown",
            counts: !(flaws ?? []).isEmpty,
            detail: detail ?? "it has no release.json, as a first runtime laid by hand: what it leads back to was not compared")
    }
}
