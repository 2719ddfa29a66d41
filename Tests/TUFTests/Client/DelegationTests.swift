import Support
import Testing
import Trust

@testable import TUF

struct DelegationTests {
    private let repository: RepositorySimulator
    private let client: TestClient

    init() throws {
        repository = try RepositorySimulator()
        client = try TestClient(repository)
    }

    /// `A>B` is a delegation, `A>>B` a terminating one, `A>B:*.py` one for some paths.
    private func delegate(_ graph: String) throws {
        var roles: [ExactText] = []
        for edge in graph.split(separator: " ") {
            let parts = edge.split(separator: ":")
            let ends = parts[0].split(separator: ">")
            let (from, to) = (ExactText(String(ends[0])), ExactText(String(ends[1])))
            let scope = DelegatedRole.Scope.paths([PathPattern(ExactText(parts.count > 1 ? String(parts[1]) : "*"))])
            try repository.delegate(from: from, to: to, scope, isTerminating: edge.contains(">>"))
            if !roles.contains(to) { roles.append(to) }
        }
        for role in roles { try repository.publish(role) }
        try repository.publishTargets()
    }

    private func asked() -> String {
        repository.takeRequests().dropFirst(4).map { $0.split(separator: ".")[1] }.joined(separator: " ")
    }

    @Test(arguments: [
        ("targets>A", "A"), ("targets>A targets>B", "A B"), ("targets>A targets>B B>C", "A B C"),
        ("targets>A targets>B A>C A>D", "A C D B"),
        ("targets>A targets>B A>C C>D", "A C D B"), ("targets>A targets>B A>>C A>D", "A C"), ("targets>A targets>B A>>C C>D", "A C D"),
        ("targets>A:*.py targets>B A>C", "B"), ("targets>A targets>B A>C:*.py C>D", "A B"), ("targets>A targets>B B>C C>D D>B", "A B C D"),
        ("targets>A targets>B B>C A>C", "A C B"), ("targets>A targets>B B>C A>C:*.py", "A B C"), ("targets>A A>A", "A"),
        ("targets>>A:x targets>B", "B"),
    ])
    func `roles are asked in pre-order, each once`(_ graph: String, _ order: String) async throws {
        try delegate(graph)
        #expect(try await client.target("missing") == nil)
        #expect(asked() == order)
        #expect(try await client.target("missing") == nil)
        #expect(asked() == "", "all of it is in the store")
    }

    @Test func `a target is found where all on the way there vouch for its path`() async throws {
        try delegate("targets>A:*.md targets>B:releases/*/* B>C:releases/x/* B>D:releases/y/*.zip")
        repository.add("top")
        repository.add("README.md", to: "A")
        repository.add("releases/x/1", to: "C")
        repository.add("releases/y/1.zip", to: "D")
        repository.add("releases/z/1.zip", to: "D")
        try repository.publishTargets("A", "C", "D")
        for path in ["top", "README.md", "releases/x/1", "releases/y/1.zip"] as [ExactText] {
            #expect(try await client.target(path) != nil, "\(path)")
        }
        for path in ["releases/z/1.zip", "other.md/x"] as [ExactText] { #expect(try await client.target(path) == nil, "\(path)") }
    }

    @Test func `whoever comes first is believed`() async throws {
        try delegate("targets>A targets>B")
        repository.add("a", "of A", to: "A")
        repository.add("a", "of B", to: "B")
        try repository.publishTargets("A", "B")
        #expect(try await client.target("a")?.isMade(of: Array("of A".utf8)) == true)
    }

    @Test func `prefixes of the path's digest decide as paths do`() async throws {
        let digest = Digest(.sha256, of: Array("dir/file".utf8)).description
        try repository.delegate(to: "wrong", .hashPrefixes([ExactText("z" + digest.prefix(3))]), isTerminating: true)
        try repository.delegate(to: "right", .hashPrefixes(["00000", ExactText(String(digest.prefix(4)))]))
        repository.add("dir/file", to: "right")
        try repository.publishTargets("wrong", "right")
        #expect(try await client.target("dir/file") != nil)
        #expect(asked() == "right")
    }

    @Test func `of hash bins one is asked`() async throws {
        let bins = try repository.delegateToBins(bitLength: 4, prefix: "bin")
        let bin = bins.role(for: "a/b")
        repository.add("a/b", to: bin)
        for number in 0..<bins.count { try repository.publishTargets(bins.name(number)) }
        #expect(try await client.target("a/b") != nil)
        #expect(asked() == bin.string)
        #expect(try await client.target("other") == nil)
    }

    @Test func `a role's word is not believed of a target of another bin`() async throws {
        let bins = try repository.delegateToBins(bitLength: 1, prefix: "bin")
        let other = bins.role(for: "a") == bins.name(0) ? bins.name(1) : bins.name(0)
        repository.add("a", to: other)
        try repository.publishTargets(bins.name(0), bins.name(1))
        #expect(try await client.target("a") == nil)
    }

    /// What python-tuf and go-tuf let pass: C is valid as A sees it, and is then taken where B hands on to it under other keys.
    @Test func `a stored role inherits no authority from another path`() async throws {
        try delegate("targets>A:a/* targets>B:b/* A>C:*/* B>C:*/*")
        repository.keys["C"]?.removeLast()
        repository.add("a/1", to: "C")
        repository.add("b/1", to: "C")
        try repository.publishTargets("C")
        #expect(try await client.target("a/1") != nil)
        #expect(await client.refusal(of: "b/1") == Refusal("C", .wrongSigners(valid: 0, threshold: 1)))
        var updater = try client.updater()
        #expect(try await updater.target(named: "a/1") != nil)
        await #expect(throws: UpdateFailure.refused(Refusal("C", .wrongSigners(valid: 0, threshold: 1)))) {
            try await updater.target(named: "b/1")
        }
    }

    @Test func `within one search a role is asked again under other keys`() async throws {
        try delegate("targets>A targets>B A>C B>C")
        repository.keys["C"]?.removeLast()
        try repository.publishTargets("C")
        #expect(await client.refusal(of: "missing") == Refusal("C", .wrongSigners(valid: 0, threshold: 1)))
    }

    @Test func `32 delegations are followed, and no more`() async throws {
        try delegate((0..<32).map { "targets>R\($0)" }.joined(separator: " "))
        #expect(try await client.target("missing") == nil)
        try repository.delegate(to: "R32")
        try repository.publishTargets("R32")
        #expect(await client.refusal(of: "missing") == Refusal("R32", .endlessDelegations(.roles(limit: 32))))
    }

    /// A pattern with a `*` may take the product of both lengths.
    @Test func `patterns that would take long to compare are refused before they are`() async throws {
        let slow = PathPattern(ExactText("*" + String(repeating: "a", count: 20_000) + "b"))
        try repository.delegate(to: "A", .paths([slow]))
        try repository.publishTargets("A")
        let name = ExactText(String(repeating: "a", count: 5000))
        let limit = Bounds.matching
        #expect(await client.refusal(of: name) == Refusal("targets", .endlessDelegations(.matching(limit: limit))))
        #expect(try await client.target("another") == nil)
    }

    @Test func `a delegated role of the wrong keys is refused and not stored`() async throws {
        try delegate("targets>A")
        repository.keys["A"] = [try PrivateKey(generating: .ed25519)]
        try repository.publishTargets("A")
        #expect(await client.refusal(of: "x") == Refusal("A", .wrongSigners(valid: 0, threshold: 1)))
        #expect(try client.store.read("A", atMost: 1000) == nil)
    }

    @Test(arguments: [
        "?", "#", "/A", "../A", "..", ".", "a b", "%2e", "\u{E9}", "e\u{301}", "a\\b", "root.json", "\n", "A.json", "snapshot/",
        "%sha256-00",
    ])
    func `a hostile role name is one part of a URL and of a path`(_ name: String) async throws {
        let role = ExactText(name)
        try repository.delegate(to: role)
        repository.add("a", to: role)
        try repository.publishTargets(role)
        #expect(try await client.target("a") != nil)
        let path = client.store.path(of: role)
        #expect(path.hasPrefix(client.folder.path + "/"))
        #expect(!path.dropFirst(client.folder.path.count + 1).contains("/"))
        #expect(try client.store.read(role, atMost: 10_000) == repository.files["1.\(PercentEncoding.part(role)).json"])
        #expect(try client.versions() == [1, 2, 2, 2])
    }

    @Test func `names that only look the same, or are too long for a file, are files of their own`() {
        let long = ExactText(String(repeating: "x", count: 300))
        let names: [ExactText] = [
            "\u{E9}", "e\u{301}", "a/b", "a%2Fb", "a%2fb", long, ExactText(String(repeating: "x", count: 301)), "%sha256-a",
        ]
        #expect(Set(names.map { client.store.path(of: $0) }).count == names.count)
        #expect(client.store.path(of: long).utf8.count < client.folder.path.utf8.count + 100)
    }
}
