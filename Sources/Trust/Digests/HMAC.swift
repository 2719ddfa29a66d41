import COpenSSL

/// A keyed digest (RFC 2104): only who has the key can make it, and it can be checked by who has it too. (HMAC)
public enum HMAC {
    /// It cannot fail but for want of memory, which ends the process.
    public static func code(_ algorithm: DigestAlgorithm, key: Secret, of message: [UInt8]) -> [UInt8] {
        // A null pointer to an empty key would stand for the key of the call before; it is filled up with zeros in any case.
        guard key.count > 0 else { return code(algorithm, key: Secret([0]), of: message) }
        return key.withBytes { key in
            [UInt8](unsafeUninitializedCapacity: algorithm.length) { buffer, count in
                let code = COpenSSL.HMAC(
                    algorithm.evp, key.baseAddress, Int32(key.count), message, message.count, buffer.baseAddress, nil)
                precondition(code != nil, "HMAC failed")
                count = algorithm.length
            }
        }
    }

    /// Whether `code` is that of the message, in a time that tells nothing of where it differs.
    public static func isValid(_ code: [UInt8], _ algorithm: DigestAlgorithm, key: Secret, of message: [UInt8]) -> Bool {
        ConstantTime.isEqual(code, Self.code(algorithm, key: key, of: message))
    }
}
