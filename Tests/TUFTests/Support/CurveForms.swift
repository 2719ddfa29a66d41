import Foundation
import Trust

@testable import TUF

/// One P-256 key in all the forms that OpenSSL reads: its point in full, compressed and hybrid, its curve by name and by parameters.
enum CurveForms {
    static func keys(of secret: PrivateKey) throws -> [Key] {
        let pem = try secret.publicKey().pem()
        let text = pem.split(separator: "\n").filter { !$0.hasPrefix("-") }.joined()
        let point = Array(Data(base64Encoded: text) ?? Data()).suffix(64)
        let (x, y) = (Array(point.prefix(32)), Array(point.suffix(32)))
        let isOdd = (y.last ?? 0) & 1
        let (full, short, hybrid) = ([4] + x + y, [2 + isOdd] + x, [6 + isOdd] + x + y)
        return try [
            key(named, full), key(named, short), key(named, hybrid), key(parameters, full), key(parameters, short),
        ]
    }

    private static func key(_ curve: String, _ point: [UInt8]) throws -> Key {
        let algorithm = der(0x30, Hexadecimal.bytes(elliptic + curve) ?? [])
        let text = Data(der(0x30, algorithm + der(0x03, [0] + point))).base64EncodedString(options: [.lineLength64Characters])
        let pem = "-----BEGIN PUBLIC KEY-----\n\(text.replacing("\r\n", with: "\n"))\n-----END PUBLIC KEY-----\n"
        return try Key(
            ["keytype": "ecdsa", "scheme": "ecdsa-sha2-nistp256", "keyval": ["public": .string(ExactText(pem))]], at: "")
    }

    private static func der(_ tag: UInt8, _ body: [UInt8]) -> [UInt8] {
        switch body.count {
        case ..<0x80: [tag, UInt8(body.count)] + body
        case ..<0x100: [tag, 0x81, UInt8(body.count)] + body
        default: [tag, 0x82, UInt8(body.count >> 8), UInt8(body.count & 0xff)] + body
        }
    }

    private static let elliptic = "06072a8648ce3d0201"
    private static let named = "06082a8648ce3d030107"
    /// By `openssl ec -param_enc explicit`.
    private static let parameters =
        "3081f7020101302c06072a8648ce3d0101022100ffffffff00000001000000000000000000000000ffffffffffffffffffffffff305b0420ffffffff"
        + "00000001000000000000000000000000fffffffffffffffffffffffc04205ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2"
        + "604b031500c49d360886e704936a6678e1139d26b7819f7e900441046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
        + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5022100ffffffff00000000ffffffffffffffffbce6faada7179e84f3"
        + "b9cac2fc632551020101"
}
