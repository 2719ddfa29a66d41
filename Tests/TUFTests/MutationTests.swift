import Testing

@testable import TUF

/// Metadata with bytes changed at random: whatever it is, it is refused, nothing crashes, and what was trusted stays.
struct MutationTests {
    /// Always the same, so that a failure can be had again.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state ^ (state >> 29)) &* 0xBF58_476D_1CE4_E5B9
        }
    }

    private static let pieces = [
        "{", "}", "[", "]", "\"", "\\", "\\ud800", ":", ",", "-", "1e9", "0", "null", "\u{0}", "signed", "é", "[[[[[[[[",
    ].map { Array($0.utf8) }

    private func mutated(_ bytes: [UInt8], _ random: inout Generator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let place = Int.random(in: 0..<max(bytes.count, 1), using: &random)
            let end = min(bytes.count, place + Int.random(in: 0...12, using: &random))
            switch Int.random(in: 0..<5, using: &random) {
            case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 1: bytes.removeSubrange(place..<end)
            case 2: bytes.insert(contentsOf: Self.pieces.randomElement(using: &random) ?? [], at: place)
            case 3: bytes.insert(contentsOf: Array(bytes[place..<end]), at: Int.random(in: 0...bytes.count, using: &random))
            default: bytes.replaceSubrange(place..<end, with: [UInt8(truncatingIfNeeded: random.next())])
            }
        }
        return bytes
    }

    @Test(arguments: ["2.root.json", "timestamp.json", "2.snapshot.json", "2.targets.json", "1.stable.json"])
    func `mutated metadata is never taken for other metadata`(_ name: String) async throws {
        let repository = try RepositorySimulator()
        try repository.delegate(to: "stable")
        repository.add("a", to: "stable")
        try repository.publish("root", "stable", "targets", "snapshot", "timestamp")
        let client = try TestClient(repository)
        let original = try #require(repository.files[name])
        var random = Generator(state: UInt64(name.utf8.count))
        for round in 0..<400 {
            let bytes = mutated(original, &random)
            repository.files[name] = bytes
            let store = try TestClient(repository)
            let target = try? await store.target("a")
            // What is outside the signed part, as white space is, may differ.
            guard target != nil, bytes != original else { continue }
            #expect(try same(bytes, original), "round \(round)")
        }
        repository.files[name] = original
        #expect(try await client.target("a") != nil)
    }

    private func same(_ one: [UInt8], _ other: [UInt8]) throws -> Bool {
        func signed(_ bytes: [UInt8]) throws -> CanonicalJSON? {
            guard case .object(let file) = try CanonicalJSON(parsing: bytes, within: CanonicalJSON.Bounds(bytes: 1 << 20)) else {
                return nil
            }
            return file["signed"]
        }
        return try signed(one) == signed(other)
    }

    @Test func `whatever is read is written and read again the same`() throws {
        var random = Generator(state: 7)
        let original = try #require(try RepositorySimulator().files["1.root.json"])
        var readable = 0
        for _ in 0..<5000 {
            let bytes = mutated(original, &random)
            guard let value = try? CanonicalJSON(parsing: bytes, within: CanonicalJSON.Bounds(bytes: 1 << 20)) else { continue }
            readable += 1
            #expect(try CanonicalJSON(parsing: value.fileBytes, within: CanonicalJSON.Bounds(bytes: 1 << 20)) == value)
        }
        #expect(readable > 200)
    }
}
