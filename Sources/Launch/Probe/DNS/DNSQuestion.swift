/// A question for a name's IPv4 address, as it goes over the wire, and what its answer must be. (RFC 1035 §4.1)
struct DNSQuestion: Equatable, Sendable {
    /// Tells answers to this question from others.
    let id: UInt16
    let name: String

    /// Nil if no server could be asked for such a name. (§2.3.4)
    init?(_ name: String, id: UInt16) {
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard name.utf8.count <= 253, labels.allSatisfy({ (1...63).contains($0.utf8.count) }) else { return nil }
        (self.id, self.name) = (id, name)
    }

    var bytes: [UInt8] {
        // One question, recursion desired. (§4.1.1)
        let head: [UInt8] = [UInt8(id >> 8), UInt8(id & 0xFF), 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]
        let labels = name.split(separator: ".").flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
        // Type A, class IN. (§4.1.2)
        return head + labels + [0, 0, 1, 0, 1]
    }

    /// Why an answer is no good; nil if it is. What is no answer to this question is none at all: `isForeign`.
    func flaw(in answer: [UInt8]) -> String? {
        let code = answer[3] & 0x0F
        guard code == 0 else { return Self.words(code) }
        // An answer that was cut to fit has one all the same.
        return answer[6] == 0 && answer[7] == 0 ? "it knows no address" : nil
    }

    func isForeign(_ answer: [UInt8]) -> Bool {
        answer.count < 12 || answer[0] != UInt8(id >> 8) || answer[1] != UInt8(id & 0xFF) || answer[2] & 0x80 == 0
    }

    private static func words(_ code: UInt8) -> String {
        switch code {
        case 1: "it does not understand the question"
        case 2: "it failed (SERVFAIL)"
        case 3: "there is no such name (NXDOMAIN)"
        case 5: "it refused (REFUSED)"
        default: "it answered with error \(code)"
        }
    }
}
