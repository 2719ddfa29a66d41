import Publishing
import Wire

/// What was not published yet, since keys elsewhere have to sign it first: an outcome like any other, and no failure.
struct WaitingDraft: Error {
    private let role: String
    private let path: String
    private let have: Int
    private let need: Int
    private let words: String

    /// Nil if it is another error.
    init?(_ error: PublishingError) {
        guard case .drafted(let role, let path, let have, let need) = error else { return nil }
        (self.role, self.path, self.have, self.need, words) = (role, path, have, need, error.description)
    }

    /// Does the work, and tells of the draft if one is what it leaves.
    static func told(_ form: JSONOption, _ work: () throws -> Void) throws {
        do {
            try work()
        } catch let draft as WaitingDraft {
            let json: JSON = [
                "draft": .string(draft.path), "role": .string(draft.role), "signatures": JSON(draft.have), "threshold": JSON(draft.need),
            ]
            Output.line(form.json ? json.text : "nothing is published yet: " + Printable.line(draft.words))
        }
    }
}
