/// An answer as far as it has come, and the bounds of its head. Each call returns 0, or what makes the parser stop.
struct ResponseDraft {
    struct Head: Equatable {
        let status: Int
        let headers: HTTPHeaders
        /// As the answer says itself.
        let contentLength: Int?
        let keepsAlive: Bool
    }

    /// Of all that is no body, with interim answers, trailers and chunk headers.
    static let longestHead = 32 << 10
    /// As many bytes more may stand around each byte of a body; five do where each is a chunk.
    static let mostAroundByte = 8
    static let mostFields = 100
    /// Answers before the answer, as 103 Early Hints.
    static let mostInterim = 8

    private(set) var head: Head?
    private(set) var isComplete = false
    var body: [UInt8] = []
    private(set) var refusal: String?

    private let answersConnect: Bool
    private var headers = HTTPHeaders()
    private var name: [UInt8] = []
    private var value: [UInt8] = []
    private var isInValue = false
    /// Bytes before the piece that is being parsed, and where that begins.
    private var taken = 0
    private var piece: UnsafeRawPointer?
    private var bodyLength = 0
    private var fieldCount = 0
    private var interimCount = 0

    init(answersConnect: Bool) { self.answersConnect = answersConnect }

    mutating func begin(_ bytes: UnsafeRawBufferPointer) { piece = bytes.baseAddress }

    /// So many of its bytes belong to this answer.
    mutating func end(taking count: Int) {
        piece = nil
        taken += count
        if refusal == nil { _ = checkLength(taken) }
    }

    mutating func takeName(_ bytes: UnsafePointer<CChar>?, _ count: Int) -> Int32 {
        if isInValue || name.isEmpty {
            fieldCount += 1
            if fieldCount > Self.mostFields { return refuse("the answer's head has more than \(Self.mostFields) fields") }
        }
        if isInValue { endField() }
        name.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
        return 0
    }

    mutating func takeValue(_ bytes: UnsafePointer<CChar>?, _ count: Int) -> Int32 {
        isInValue = true
        value.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
        return 0
    }

    mutating func takeBody(_ bytes: UnsafePointer<CChar>?, _ count: Int) -> Int32 {
        guard head != nil, let bytes, let piece else { return refuse("a body came before the answer") }
        // Before it is counted: what a body has behind it does not excuse what it has before it, in whatever pieces they come.
        if checkLength(taken + (UnsafeRawPointer(bytes) - piece)) != 0 { return -1 }
        bodyLength += count
        body.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
        return 0
    }

    /// 2 tells the parser that no body follows.
    mutating func finishHead(status: Int, version: Int, length: Int?, keepsAlive: Bool) -> Int32 {
        endField()
        // The parser lets spaces in names through, which others would read as another field. (RFC 9112 §5.1)
        guard headers.fields.allSatisfy({ $0.name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } }) else {
            return refuse("the answer's head has a field without a name")
        }
        guard version == 1 else { return refuse("the answer is HTTP/\(version), not HTTP/1.1") }
        guard status >= 100, status != 101 else { return refuse("the answer has the status \(status), which nobody asked for") }
        // What else a server may do to a body would have to be undone here. (RFC 9112 §6.1)
        if headers.all("Transfer-Encoding").contains(where: { !$0.isSameField(as: "chunked") }) {
            return refuse("the answer is encoded for its way, which nobody asked for")
        }
        guard status >= 200 else { return finishInterim() }
        head = Head(status: status, headers: headers, contentLength: length, keepsAlive: keepsAlive)
        return answersConnect && (200...299).contains(status) ? 2 : 0
    }

    /// A body here would come where nobody takes it, and nobody counts it. (RFC 9110 §8.6, RFC 9112 §6.1)
    private mutating func finishInterim() -> Int32 {
        guard headers["Content-Length"] == nil, headers["Transfer-Encoding"] == nil else {
            return refuse("an interim answer says that it has a body")
        }
        return 0
    }

    /// An interim answer is forgotten. (RFC 9110 §15.2)
    mutating func finishMessage() -> Int32 {
        if head != nil {
            isComplete = true
            return 0
        }
        interimCount += 1
        headers = HTTPHeaders()
        return interimCount > Self.mostInterim ? refuse("interim answers without end") : 0
    }

    /// What stands behind a chunked body is counted and not kept.
    private mutating func endField() {
        if head == nil, !name.isEmpty { headers.append(parsed: name, value) }
        name = []
        value = []
        isInValue = false
    }

    /// So far, of which `bodyLength` bytes are body.
    private mutating func checkLength(_ count: Int) -> Int32 {
        if count - bodyLength <= Self.longestHead + Self.mostAroundByte * bodyLength { return 0 }
        if head == nil { return refuse("the answer's head is longer than \(Self.longestHead) bytes") }
        return refuse("the answer has \(count - bodyLength) bytes around the \(bodyLength) of its body")
    }

    private mutating func refuse(_ words: String) -> Int32 {
        refusal = words
        return -1
    }
}
