import Glibc

/// A real nginx that serves a folder, by HTTP and, if it has a certificate, by HTTPS.
public final class NginxServer {
    public let root: String
    public let port: UInt16
    public let securePort: UInt16
    private let folder: TemporaryFolder
    private let process: ServerProcess

    /// `extra` goes into each server's block, as `location /old { return 301 /new; }`.
    public init(certificate: (certificate: String, key: String)? = nil, extra: String = "") throws {
        let folder = try TemporaryFolder("nginx", mode: 0o755)
        let root = try folder.makeFolder("root")
        let (port, securePort) = (try freePort(), try freePort())
        let rules = "root \(root); location / { } \(extra)"
        let secure = certificate.map {
            "server { listen 127.0.0.1:\(securePort) ssl; ssl_certificate \($0.certificate); ssl_certificate_key \($0.key); \(rules) }"
        }
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map { "\($0)_temp_path \(folder.path)/temp;" }
        let configuration = try folder.write(
            """
            daemon off; master_process off; pid \(folder.path("pid")); error_log stderr;
            events { worker_connections 128; }
            http {
                log_format told '$status $body_bytes_sent $request_uri $http_range';
                access_log \(folder.path("access.log")) told;
                \(temporary.joined(separator: " "))
                server { listen 127.0.0.1:\(port); \(rules) }
                \(secure ?? "")
            }
            """, to: "nginx.conf")
        let process = try ServerProcess("/usr/sbin/nginx", ["-c", configuration, "-e", "stderr"])
        (self.folder, self.root, self.port, self.securePort, self.process) = (folder, root, port, securePort, process)
        try Deadline.wait(for: "nginx") {
            try process.requireRunning()
            return (try? RawSocket(port: port)) != nil
        }
    }

    /// A file to be served.
    public func put(_ bytes: [UInt8], at name: String) throws { try folder.write(bytes, to: "root/\(name)") }

    /// Gives a served file another time, and so another ETag. C function: `utimes`.
    public func touch(_ name: String, secondsAgo: Int) throws {
        var now = timeval()
        gettimeofday(&now, nil)
        now.tv_sec -= secondsAgo
        guard utimes("\(root)/\(name)", [now, now]) == 0 else { throw SystemError("utimes") }
    }

    /// What was answered, one line a request: status, bytes of the body, path, Range or `-`.
    public var answers: [String] { Self.answers(in: log) }

    /// Where they are written, for those who outlive a turn with the server itself.
    public var log: String { folder.path("access.log") }

    public static func answers(in log: String) -> [String] { readText(log).split(separator: "\n").map(String.init) }
}
