import Testing

@testable import Release

struct VariableIntegerTests {
    private static func read(_ bytes: [UInt8]) throws(ReleaseFailure) -> Int64? {
        var rest = bytes[...]
        return try VariableInteger.read { () throws(ReleaseFailure) in
            guard let byte = rest.popFirst() else { throw .cancelled }
            return byte
        }
    }

    @Test(arguments: [0, 1, 127, 128, 16_383, 16_384, 1 << 32, .max])
    func `a number comes back`(_ number: Int64) throws {
        #expect(try Self.read(VariableInteger.bytes(number)) == number)
        for signed in [number, -number] where abs(signed) < 1 << 62 {
            #expect(VariableInteger.folded(signed) >= 0)
            #expect(VariableInteger.unfolded(VariableInteger.folded(signed)) == signed)
        }
    }

    @Test func `a number that does not end is none`() throws {
        #expect(try Self.read(Array(repeating: 0xff, count: 20)) == nil)
        #expect(throws: ReleaseFailure.cancelled) { try Self.read([0x80]) }
    }

    @Test func `any number may be unfolded`() {
        for number in [0, 1, 2, 3, Int64.max - 1, Int64.max] { #expect(VariableInteger.folded(VariableInteger.unfolded(number)) == number) }
    }
}
