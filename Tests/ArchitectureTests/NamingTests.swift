import Testing

/// One name per thing: who knows a type's name knows its file.
struct NamingTests {
    private static let sources = Repository.swiftFiles.filter {
        !$0.path.hasPrefix("Tests/") && !["main", "Package"].contains($0.name)
    }

    @Test func `a file is named for the type it declares or extends, or for its one function`() {
        let misnamed = Self.sources.filter { !Self.fits($0) }
        Exceptions.check(.fileName, misnamed.map { ($0.path, "declares nothing of that name") })
    }

    /// `Type`, `Type+Concern`, or `Hash` for `hash`.
    private static func fits(_ file: SourceFile) -> Bool {
        let parts = file.name.split(separator: "+").map(String.init)
        let declarations = file.declarations
        if parts.count == 2 {
            return declarations.contains { $0.kind == "extension" && ($0.name == parts[0] || $0.name.hasPrefix(parts[0] + ".")) }
        }
        let function = file.name.prefix(1).lowercased() + file.name.dropFirst()
        return declarations.contains { ($0.isType && $0.name == file.name) || ($0.isTopLevel && $0.kind == "func" && $0.name == function) }
    }

    @Test func `a file declares one type, whatever else is private or inside it`() {
        let crowded = Self.sources.filter { $0.target != "Plugins/Examples" && $0.target != "Sources/Contracts" }.compactMap { file in
            let types = file.declarations.filter { $0.isType && $0.isTopLevel && !$0.isPrivate && $0.kind != "typealias" }
            return types.count > 1 ? (file.path, "declares \(types.map(\.name))") : nil
        }
        Exceptions.check(.typesInFile, crowded)
    }

    @Test func `names say what a thing is`() {
        let hollow = ["Util", "Utils", "Helper", "Helpers", "Manager", "Base", "Misc", "Common"]
        for file in Self.sources {
            for type in file.declarations where type.isType {
                let word = hollow.first { type.name.hasSuffix($0) }
                #expect(word == nil, "\(type.name) in \(file.path)")
            }
        }
        for path in Repository.allFiles {
            let folder = path.split(separator: "/").dropLast().first { hollow.contains(String($0)) }
            #expect(folder == nil, "\(path)")
        }
    }

    @Test func `a suite is named for what it tests`() {
        for file in Repository.swiftFiles where file.path.hasPrefix("Tests/") && file.code.contains(where: { $0.contains("@Test") }) {
            #expect(file.name.hasSuffix("Tests"), "\(file.path) holds tests")
        }
    }
}
