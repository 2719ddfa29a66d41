import Testing

@testable import Trust

struct HMACTests {
    /// RFC 4231, cases 1, 2 and 6.
    @Test(
        arguments: [
            ([UInt8](repeating: 0x0B, count: 20), "Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
            (Array("Jefe".utf8), "what do ya want for nothing?", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
            (
                [UInt8](repeating: 0xAA, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
            ),
        ] as [([UInt8], String, String)])
    func `a code is the standard's`(_ key: [UInt8], _ message: String, _ expected: String) {
        let key = Secret(key)
        let code = HMAC.code(.sha256, key: key, of: Array(message.utf8))
        #expect(Hexadecimal.text(code) == expected)
        #expect(HMAC.isValid(code, .sha256, key: key, of: Array(message.utf8)))
    }

    /// As Python's hmac has it.
    @Test func `an empty key and an empty message have a code too, whatever was asked before`() {
        _ = HMAC.code(.sha256, key: Secret([1, 2, 3]), of: [4])
        let expected = "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"
        #expect(Hexadecimal.text(HMAC.code(.sha256, key: Secret([UInt8]()), of: [])) == expected)
    }

    @Test func `another key, another message and a changed code are not valid`() {
        let code = HMAC.code(.sha256, key: Secret([1]), of: [2])
        #expect(!HMAC.isValid(code, .sha256, key: Secret([3]), of: [2]) && !HMAC.isValid(code, .sha256, key: Secret([1]), of: [3]))
        #expect(!HMAC.isValid(code.dropLast() + [code[31] ^ 1], .sha256, key: Secret([1]), of: [2]))
        #expect(!HMAC.isValid([], .sha256, key: Secret([1]), of: [2]))
    }
}
