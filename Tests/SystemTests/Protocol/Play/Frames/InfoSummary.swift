import Foundation

/// What a client takes from INFO: values where they must agree, kinds where each server has its own. To say that
/// something is not there is the same as not to speak of it.
struct InfoSummary: CustomStringConvertible {
    private static let compared = [
        "proto", "headers", "auth_required", "tls_required", "tls_verify", "tls_available", "max_payload", "jetstream",
        "nonce", "connect_urls", "ldm", "client_ip",
    ]
    private static let present = ["server_id", "server_name", "version", "host", "port", "client_id"]

    let description: String

    init(line: String) {
        guard line.hasPrefix("INFO {"), line.hasSuffix("} "),
            let object = try? JSONSerialization.jsonObject(with: Data(line.dropFirst(5).utf8)),
            let fields = object as? [String: Any]
        else {
            description = line
            return
        }
        let values = Self.compared.compactMap { key in fields[key].map { "\(key)=\($0)" } }.filter { !$0.hasSuffix("=0") }
        let kinds = Self.present.compactMap { key in fields[key].map { "\(key):\($0 is String ? "text" : "number")" } }
        description = (["INFO"] + values + kinds).joined(separator: " ")
    }
}
