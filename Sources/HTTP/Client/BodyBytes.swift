/// A body kept in memory: bounded by its request.
public struct BodyBytes: BodySink {
    public private(set) var bytes: [UInt8] = []

    public init() {}

    public mutating func begin(_ response: HTTPResponse) { bytes = [] }

    public mutating func write(_ piece: [UInt8]) { bytes += piece }
}
