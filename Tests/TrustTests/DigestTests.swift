import Testing

@testable import Trust

struct DigestTests {
    /// FIPS 180-4's own examples.
    @Test(arguments: [
        (DigestAlgorithm.sha256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (.sha256, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (
            .sha512, "abc",
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
        ),
    ])
    func `a digest is the standard's`(_ algorithm: DigestAlgorithm, _ text: String, _ expected: String) {
        #expect(Digest(algorithm, of: Array(text.utf8)).description == expected)
    }

    @Test func `pieces make the same digest as the whole`() {
        let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        for size in [1, 7, 64, 4096] {
            var stream = DigestStream(.sha256)
            for start in stride(from: 0, to: bytes.count, by: size) { stream.update(bytes[start..<min(bytes.count, start + size)]) }
            #expect(stream.finish() == Digest(.sha256, of: bytes))
        }
    }

    @Test(arguments: ["", "ba78", String(repeating: "g", count: 64), String(repeating: "0", count: 63), String(repeating: "0", count: 128)])
    func `what is no digest of its algorithm is refused`(_ text: String) {
        #expect(Digest(.sha256, hexadecimal: text) == nil)
    }

    @Test func `digits of either case are the same digest`() throws {
        let text = "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"
        #expect(try #require(Digest(.sha256, hexadecimal: text)) == Digest(.sha256, of: Array("abc".utf8)))
    }

    @Test func `comparison in constant time tells equal from unequal`() {
        #expect(ConstantTime.isEqual([1, 2, 3], [1, 2, 3]))
        #expect(!ConstantTime.isEqual([1, 2, 3], [1, 2, 4]))
        #expect(!ConstantTime.isEqual([1, 2, 3], [1, 2]))
        #expect(ConstantTime.isEqual([], []))
    }

    @Test func `random bytes are not the same twice`() throws {
        #expect(try RandomBytes.make(32) != RandomBytes.make(32))
    }
}
