/// A connection's bytes, pulled: nothing is read off the network that nobody has asked for, so a slow taker slows the server down.
protocol Transport: AnyObject {
    /// Who is at the other end, for words.
    var place: String { get }

    /// What has come, waiting for it until a moment of the loop's clock; nothing means that the other side has ended, cleanly.
    func receive(_ life: RequestLife, until deadline: UInt64) async throws(HTTPError) -> [UInt8]

    /// Returns once the system has taken all of it.
    func send(_ bytes: [UInt8], _ life: RequestLife, until deadline: UInt64) async throws(HTTPError)

    /// While nothing is expected: `spoiled` is called with the first sign of life, or of the end.
    func rest(_ spoiled: @escaping () -> Void)

    /// Ends a rest; false if something has come or ended meanwhile.
    func wake() -> Bool

    func close()
}
