/// What an endpoint has done since it opened.
public struct EndpointStatistics: Equatable, Sendable {
    public private(set) var requests = 0
    public private(set) var errors = 0
    public private(set) var lastError = ""
    public private(set) var processingNanoseconds: Int64 = 0

    public var averageNanoseconds: Int64 { requests == 0 ? 0 : processingNanoseconds / Int64(requests) }

    mutating func count(_ result: Result<[UInt8], ServiceError>, took time: Duration) {
        requests += 1
        processingNanoseconds += time.components.seconds * 1_000_000_000 + time.components.attoseconds / 1_000_000_000
        guard case .failure(let error) = result else { return }
        errors += 1
        lastError = "\(error.code):\(error.words)"
    }
}
