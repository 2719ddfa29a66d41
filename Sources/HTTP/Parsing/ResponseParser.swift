import CHTTPParser

/// Reads a server's answers off the bytes of one connection. The only file that knows http-parser, so that llhttp can take its place.
///
/// It stops at the end of each answer; what came behind it makes the connection useless. (http_parser_execute)
struct ResponseParser {
    private var parser = http_parser()
    private var draft: ResponseDraft

    /// The answer to CONNECT has no body: what follows its head is the tunnel's.
    init(answersConnect: Bool = false) {
        draft = ResponseDraft(answersConnect: answersConnect)
        http_parser_init(&parser, HTTP_RESPONSE)
    }

    /// The head, once it has come whole.
    var head: ResponseDraft.Head? { draft.head }
    var isComplete: Bool { draft.isComplete }

    /// What has come of the body since the last call.
    mutating func takeBody() -> [UInt8] {
        let body = draft.body
        draft.body = []
        return body
    }

    /// For the next answer on the same connection.
    mutating func reset() { self = ResponseParser() }

    /// Takes what has come; returns how much of it belongs to this answer.
    mutating func parse(_ bytes: [UInt8]) throws(ResponseFault) -> Int {
        precondition(!isComplete && !bytes.isEmpty, "an answer that has ended")
        let count = bytes.withUnsafeBytes { execute($0) }
        try throwFault()
        return count
    }

    /// The connection has ended: so has a body whose length nobody told, and nothing else may.
    mutating func finish() throws(ResponseFault) {
        _ = execute(UnsafeRawBufferPointer(start: nil, count: 0))
        if !isComplete { throw ResponseFault("the answer ended before it was whole") }
    }

    private mutating func execute(_ bytes: UnsafeRawBufferPointer) -> Int {
        var settings = Self.settings
        return withUnsafeMutablePointer(to: &draft) { draft in
            parser.data = UnsafeMutableRawPointer(draft)
            defer { parser.data = nil }
            draft.pointee.begin(bytes)
            let count = http_parser_execute(&parser, &settings, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
            draft.pointee.end(taking: count)
            return count
        }
    }

    private func throwFault() throws(ResponseFault) {
        if let refusal = draft.refusal { throw ResponseFault(refusal) }
        let fault = http_errno(parser.http_errno)
        guard fault == HPE_OK || fault == HPE_PAUSED else {
            throw ResponseFault("this is no HTTP (\(String(cString: http_errno_description(fault))))")
        }
    }

    private static var settings: http_parser_settings {
        var settings = http_parser_settings()
        settings.on_header_field = { parser, bytes, count in lent(parser).pointee.takeName(bytes, count) }
        settings.on_header_value = { parser, bytes, count in lent(parser).pointee.takeValue(bytes, count) }
        settings.on_headers_complete = headComplete
        settings.on_body = { parser, bytes, count in lent(parser).pointee.takeBody(bytes, count) }
        settings.on_message_complete = messageComplete
        return settings
    }
}

/// Lent to the parser for the length of a call.
private func lent(_ parser: UnsafeMutablePointer<http_parser>?) -> UnsafeMutablePointer<ResponseDraft> {
    parser!.pointee.data.assumingMemoryBound(to: ResponseDraft.self)
}

private func headComplete(_ parser: UnsafeMutablePointer<http_parser>?) -> Int32 {
    guard let parser else { return -1 }
    let length = parser.pointee.content_length
    return lent(parser).pointee.finishHead(
        status: Int(parser.pointee.status_code), version: Int(parser.pointee.http_major),
        length: length == UInt64.max ? nil : Int(clamping: length), keepsAlive: http_should_keep_alive(parser) != 0)
}

private func messageComplete(_ parser: UnsafeMutablePointer<http_parser>?) -> Int32 {
    guard let parser else { return -1 }
    let result = lent(parser).pointee.finishMessage()
    if lent(parser).pointee.isComplete { http_parser_pause(parser, 1) }
    return result
}
