extension HTTPClient {
    /// Fetches a file, or the rest of it, checks it, and puts it in its place. `progress` hears how many bytes are there.
    ///
    /// Call it again after ``DownloadError/later(_:after:kept:)``, in this process or another one: it goes on where it was.
    public func download(_ download: Download, progress: @escaping (Int) -> Void = { _ in }) async throws(DownloadError) {
        let part = PartFile(download, on: lane)
        let resuming = try await part.open()
        do throws(DownloadError) {
            // A second time at most: after an answer that shows that the part leads nowhere.
            if try await !fetch(download, part, resuming: resuming, progress) {
                guard try await fetch(download, part, resuming: nil, progress) else {
                    throw .refused(.refused("\(download.url): the server sends parts that nobody asked for"))
                }
            }
        } catch {
            try await leave(part, after: error)
        }
        try await part.finish()
    }

    /// False if it is to be asked again from the beginning.
    private func fetch(
        _ download: Download, _ part: PartFile, resuming: (length: Int, validator: String)?, _ progress: @escaping (Int) -> Void
    ) async throws(DownloadError) -> Bool {
        var request = HTTPRequest(.get, download.url, maximumBody: download.length)
        if let resuming {
            request.headers.add("Range", "bytes=\(resuming.length)-")
            request.headers.add("If-Range", resuming.validator)
        }
        var sink = DownloadSink(download, part, resuming: resuming, progress: progress)
        let response: HTTPResponse
        do throws(HTTPError) {
            response = try await send(request, into: &sink)
        } catch {
            if sink.isMisled, resuming != nil { return false }
            throw sink.failure ?? DownloadError(error)
        }
        if response.status == 416, resuming != nil { return false }
        guard response.isSuccess else {
            throw DownloadError(.status(response.status, url: "\(response.url)", retryAfter: response.retryAfter))
        }
        return true
    }

    /// Keeps what can be continued.
    private func leave(_ part: PartFile, after error: DownloadError) async throws(DownloadError) {
        switch error {
        case .wrong: await part.discard()
        // The server's own no. That of a place we were sent on to may be a login's.
        case .refused(.status(_, let url, retryAfter: _)) where url == "\(part.download.url)": await part.discard()
        case .later(let why, let after, kept: _): throw .later(why, after: after, kept: await part.pause())
        case .refused, .disk, .cancelled: _ = await part.pause()
        }
        throw error
    }
}
