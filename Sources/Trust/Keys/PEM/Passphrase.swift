import COpenSSL

/// A passphrase, wiped from memory when it is given up. (OPENSSL_cleanse)
public final class Passphrase {
    let bytes: UnsafeMutableRawBufferPointer

    public init(_ text: [UInt8]) {
        bytes = .allocate(byteCount: text.count, alignment: 1)
        bytes.copyBytes(from: text)
    }

    deinit {
        OPENSSL_cleanse(bytes.baseAddress, bytes.count)
        bytes.deallocate()
    }
}
