import Glibc

/// A certificate authority of a test's own, by the openssl command.
public final class TestAuthority: Sendable {
    private let folder: TemporaryFolder

    public init(_ name: String = "Roost test authority") throws {
        folder = try TemporaryFolder("authority")
        try openssl(
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", path("ca.key"),
            "-out", path("ca.pem"), "-days", "3650", "-subj", "/CN=\(name)")
    }

    /// What a client pins.
    public var pem: String { folder.read("ca.pem") }
    public var path: String { path("ca.pem") }

    /// Paths of a certificate and its key. `names` as in `DNS:localhost,IP:127.0.0.1`.
    public func issue(_ name: String, for names: String, days: Int = 30) throws -> (certificate: String, key: String) {
        try folder.write("subjectAltName=\(names)\n", to: "\(name).ext")
        try openssl(
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", path("\(name).key"),
            "-out", path("\(name).csr"), "-subj", "/CN=\(name)")
        try openssl(
            "x509", "-req", "-in", path("\(name).csr"), "-CA", path("ca.pem"), "-CAkey", path("ca.key"), "-CAcreateserial",
            "-days", "\(days)", "-extfile", path("\(name).ext"), "-out", path("\(name).pem"))
        return (path("\(name).pem"), path("\(name).key"))
    }

    private func path(_ name: String) -> String { folder.path(name) }

    private func openssl(_ arguments: String...) throws {
        let process = try ServerProcess("openssl", arguments)
        guard try process.waitForEnd() == .exited(0) else { throw ServerEnded(end: process.end, errors: process.errors) }
    }
}
