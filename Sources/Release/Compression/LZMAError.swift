import CLzma

/// What liblzma refused, by its code, which may be any that it knows. Born in ``check(_:)`` only.
struct LZMAError: Error, Equatable, Sendable, CustomStringConvertible {
    let code: UInt32

    var description: String {
        switch lzma_ret(code) {
        case LZMA_MEM_ERROR: "no memory left"
        case LZMA_MEMLIMIT_ERROR: "it wants more memory to unpack than is allowed"
        case LZMA_FORMAT_ERROR: "it is not in the xz format"
        case LZMA_OPTIONS_ERROR: "it uses options of xz that are unknown here"
        case LZMA_DATA_ERROR: "its compressed data is damaged"
        case LZMA_BUF_ERROR: "its compressed data ends too early"
        default: "xz error \(code)"
        }
    }

    /// Turns what is a success, or the end of the stream, into a value, and all else into an error.
    @discardableResult
    static func check(_ result: lzma_ret) throws(LZMAError) -> lzma_ret {
        guard result == LZMA_OK || result == LZMA_STREAM_END else { throw LZMAError(code: result.rawValue) }
        return result
    }
}
