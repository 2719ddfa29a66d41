/// The one subscription all answers come to: `_INBOX.<token>.<number of the request>`.
final class Inbox {
    struct Request {
        let subject: String
        let answer: Call<Message>
    }

    let prefix: String
    let subscription: UInt64
    private(set) var requests: [UInt64: Request] = [:]

    init(subscription: UInt64) {
        self.subscription = subscription
        prefix = "_INBOX.\(Self.makeToken())."
    }

    func add(_ request: Request, as id: UInt64) { requests[id] = request }

    func remove(_ id: UInt64) { requests[id] = nil }

    /// An answer nobody waits for any more is late, not wrong.
    func receive(_ message: Message) {
        guard let id = UInt64(message.subject.dropFirst(prefix.count)), let request = requests.removeValue(forKey: id) else {
            return
        }
        request.answer.finish(message.error(of: request.subject).map { .failure($0) } ?? .success(message))
    }

    /// Those on `subject`, or all.
    func fail(_ subject: String? = nil, with error: BusError) {
        for (id, request) in requests where subject == nil || request.subject == subject {
            requests[id] = nil
            request.answer.finish(.failure(error))
        }
    }

    /// Random: whoever knew it could answer in another's place.
    static func makeToken() -> String {
        let letters = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
        return String((0..<22).map { _ in letters.randomElement()! })
    }
}
