/// Takes the answer to one request of a download: all of it, or the rest of it.
struct DownloadSink: BodySink {
    let download: Download
    let part: PartFile
    /// What was asked for: the part's length, and whose part it is.
    let resuming: (length: Int, validator: String)?
    let progress: (Int) -> Void
    /// A 206 that is not the part that was asked for.
    private(set) var isMisled = false
    private(set) var failure: DownloadError?

    init(_ download: Download, _ part: PartFile, resuming: (length: Int, validator: String)?, progress: @escaping (Int) -> Void) {
        self.download = download
        self.part = part
        self.resuming = resuming
        self.progress = progress
    }

    mutating func begin(_ response: HTTPResponse) async throws(HTTPError) {
        switch response.status {
        case 200: try await takeWhole(response)
        case 206: try await takeRest(response)
        default: throw .refused("\(download.url): the server answered \(response.status), which brings no file")
        }
    }

    mutating func write(_ bytes: [UInt8]) async throws(HTTPError) {
        do throws(DownloadError) {
            progress(try await part.append(bytes))
        } catch {
            throw give(error)
        }
    }

    /// The server ignores ranges, or has another file now, or nothing was there: from the beginning.
    private mutating func takeWhole(_ response: HTTPResponse) async throws(HTTPError) {
        if resuming != nil, isOther(response) {
            throw give(
                .later(
                    .refused("\(download.url): something else came in its place, as where a line wants a login first"), after: nil, kept: 0)
            )
        }
        if let length = response.contentLength, length != download.length {
            let words = "\(download.url) has \(length) bytes in place of \(download.length)"
            throw give(.wrong(.init(length, insteadOf: download.length), words))
        }
        do throws(DownloadError) {
            try await part.restart(validator: response.strongValidator)
        } catch {
            throw give(error)
        }
    }

    /// Surely not the file, nor a later one of its name: a login's page has no strong ETag. Nothing to throw a part away for.
    private func isOther(_ response: HTTPResponse) -> Bool {
        guard response.strongValidator == nil else { return false }
        if let length = response.contentLength { return length != download.length }
        return response.headers["Content-Type"]?.lowercased().hasPrefix("text/html") == true
    }

    /// Exactly what was asked for, of the same file. (RFC 9110 §15.3.7)
    private mutating func takeRest(_ response: HTTPResponse) async throws(HTTPError) {
        let range = response.headers["Content-Range"].flatMap(ContentRange.init)
        guard let resuming, let range, range.first == resuming.length, range.last == download.length - 1,
            range.whole == nil || range.whole == download.length,
            response.headers["ETag"] == nil || response.headers["ETag"] == resuming.validator
        else {
            isMisled = true
            throw .refused("\(download.url): the server sends another part than it was asked for")
        }
        do throws(DownloadError) {
            try await part.resume()
        } catch {
            throw give(error)
        }
    }

    private mutating func give(_ error: DownloadError) -> HTTPError {
        failure = error
        return .local("\(error)")
    }
}
