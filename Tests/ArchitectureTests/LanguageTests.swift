import Testing

/// What the language offers and this house leaves alone, and where.
struct LanguageTests {
    private static func code(below folders: String...) -> [SourceFile] {
        Repository.swiftFiles.filter { file in folders.contains { file.path.hasPrefix($0 + "/") } }
    }

    private func expect(
        none words: [String], in files: [SourceFile], _ reason: Comment, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(!files.isEmpty, sourceLocation: sourceLocation)
        for file in files {
            let found = file.words(among: words)
            #expect(found.isEmpty, "\(file.path) holds \(found): \(reason)", sourceLocation: sourceLocation)
        }
    }

    @Test func `nothing promises the compiler what it cannot check`() {
        expect(none: ["@unchecked", "@preconcurrency"], in: Repository.swiftFiles, "what crosses threads is Sendable by its own making")
    }

    @Test func `unsafe isolation is the event loop's alone`() {
        let others = Repository.swiftFiles.filter { $0.target != "Sources/EventLoop" }
        expect(none: ["nonisolated(unsafe)"], in: others, "the loop is the lock")
    }

    @Test func `the kernel's side waits for nobody and locks nothing`() {
        let files = Self.code(below: "Sources/Kernel", "Sources/Launch", "Sources/Manifests", "Sources/Wire")
        let words = ["async", "await", "actor", "Task", "Mutex", "Atomic", "pthread_mutex_t", "DispatchQueue", "NSLock"]
        expect(none: words, in: files, "plain classes and values on one loop")
    }

    @Test func `the kernel decodes and casts nothing at run time`() {
        let words = ["Codable", "Decodable", "Encodable", "JSONDecoder", "JSONEncoder", "as?", "as!", "Mirror"]
        let files = Self.code(below: "Sources/Kernel", "Sources/Wire")
        expect(none: words, in: files, "it touches pages that the kernel's memory is counted in")
    }

    @Test func `tests in a process of their own are of the suite that runs by itself`() {
        let word = "processExits" + "With"
        for file in Repository.swiftFiles where Repository.text(of: file.path).contains(word) {
            #expect(Repository.text(of: file.path).contains("extension OwnProcessTests {"), "\(file.path)")
        }
    }

    @Test func `an import says its access only where it is not internal`() {
        expect(none: ["internal import"], in: Repository.swiftFiles, "InternalImportsByDefault: a plain import means it")
    }

    @Test func `references that nobody counts stay in the loop and in the bus's innermost turn`() {
        let files = Repository.swiftFiles.filter { $0.target != "Sources/EventLoop" && $0.folder != "Sources/Kernel/Bus/Routing" }
        expect(none: ["Unmanaged", "unowned(unsafe)", "unsafeBitCast", "unsafeDowncast"], in: files, "decision 0008")
    }
}
