import Testing

@testable import Trust

struct SecretTests {
    /// Memory that outlives the secret in it, so that it can be looked at afterwards.
    private func leftover(of fill: (UnsafeMutableRawBufferPointer) throws -> Int) -> [UInt8] {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 64, alignment: 1)
        defer { memory.deallocate() }
        memory.initializeMemory(as: UInt8.self, repeating: 7)
        var timesGivenBack = 0
        do {
            let secret = try Secret(in: memory, filledBy: fill) { _ in timesGivenBack += 1 }
            #expect(timesGivenBack == 0 && secret.withBytes { Array($0) } == Array(memory[..<secret.count]))
        } catch {}
        #expect(timesGivenBack == 1)
        return Array(memory)
    }

    @Test func `nothing is left in its memory, of what was used and of what was not`() {
        let left = leftover { memory in
            memory.copyBytes(from: "a passphrase and the line after it".utf8)
            return 12
        }
        #expect(left == Array(repeating: 0, count: 64))
    }

    @Test func `nor of one that could not be read to its end`() {
        struct Cut: Error {}
        let left = leftover { memory in
            memory.copyBytes(from: "half a key".utf8)
            throw Cut()
        }
        #expect(left == Array(repeating: 0, count: 64))
    }

    @Test func `it is what it was made of, and equal to the like`() {
        let secret = Secret("one".utf8)
        #expect(secret.count == 3 && secret.withBytes { Array($0) } == Array("one".utf8))
        #expect(secret.isEqual(Secret("one".utf8)))
        for other in ["", "on", "onE", "one more"] { #expect(!secret.isEqual(Secret(other.utf8))) }
        #expect(Secret([]).isEqual(Secret([])) && Secret([]).withBytes(\.isEmpty))
    }
}
