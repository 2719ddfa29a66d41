import Testing

/// The arrows of the house: who imports whom. A new arrow is a decision, so it is made here first.
struct ImportTests {
    /// Exactly what each of our modules imports, top floor first.
    static let table: [String: Set<String>] = [
        "Sources/roost": [
            "Kernel", "PluginKit", "Contracts", "EventLoop", "Files", "Launch", "Manifests", "Wire", "Journal", "Update", "Channels",
            "Report",
            "Publishing", "Delivery", "TUF", "Release", "Trust", "ArgumentParser", "FoundationEssentials", "Synchronization", "Glibc",
        ],
        "Plugins/Journal": ["PluginKit", "Contracts", "Files", "Storage", "Wire", "FoundationEssentials", "Synchronization", "Glibc"],
        "Plugins/Update": [
            "PluginKit", "Contracts", "Delivery", "Files", "HTTP", "Release", "TUF", "EventLoop", "Manifests", "Wire",
            "FoundationEssentials", "Glibc",
        ],
        "Plugins/Channels": ["PluginKit", "Contracts", "Files", "Manifests", "Release", "Wire", "Glibc"],
        "Plugins/Report": [
            "PluginKit", "Contracts", "EventLoop", "HTTP", "Manifests", "Trust", "Wire", "FoundationEssentials", "Glibc",
        ],
        "Sources/Kernel": ["EventLoop", "Wire", "Files", "Manifests", "Launch", "Logging", "Glibc"],
        "Sources/Launch": ["Manifests", "Files", "Glibc"],
        "Sources/Manifests": ["Wire", "Files", "TOMLKit", "Glibc"],
        "Sources/PluginKit": ["EventLoop", "Wire", "Contracts", "FoundationEssentials", "Glibc"],
        "Sources/Contracts": [],
        "Sources/Files": ["Glibc"],
        "Sources/EventLoop": ["CLibuv", "Files", "Synchronization", "Glibc"],
        "Sources/Wire": ["Glibc"],
        "Sources/Storage": ["CSQLite"],
        "Sources/HTTP": ["EventLoop", "Trust", "Files", "CHTTPParser", "Glibc"],
        "Sources/Trust": ["COpenSSL"],
        "Sources/Publishing": ["TUF", "Release", "Trust", "Manifests", "Wire", "Files", "Glibc"],
        "Sources/Delivery": ["TUF", "HTTP", "Release", "EventLoop", "Trust", "Wire", "Files", "Glibc"],
        "Sources/TUF": ["Trust", "Wire", "Files", "Glibc"],
        "Sources/Release": ["Trust", "Wire", "CLzma", "CArchive", "Glibc"],
        "Sources/COpenSSL": [],
        "Sources/CLzma": [],
        "Sources/CArchive": [],
        "Sources/CLibuv": [],
        "Sources/CSQLite": [],
        "Sources/CHTTPParser": [],
        "Sources/guard": ["Glibc"],
        "Sources/unpack": ["Release", "Glibc"],
        "Sources/EmbeddedGlibc": ["CLibC"],
        "Sources/CLibC": [],
    ]

    /// What is compiled once more for Embedded Swift, the folder it is in, and what of that is left out.
    private static let again = [
        ("Wire", "Sources/Wire/", nil), ("Trust", "Sources/Trust/Digests/", "Sources/Trust/Digests/HMAC.swift"),
        ("Release", "Sources/Release/", "Sources/Release/Archive/Writing/"),
    ]

    private static let modules = Set(table.keys.map(module) + again.map { "Embedded\($0.0)" })

    /// What sources import under these names is declared under others, for Embedded Swift.
    private static func declared(_ imports: Set<String>) -> Set<String> {
        Set(imports.map { ["Glibc", "Wire", "Trust", "Release"].contains($0) ? "Embedded\($0)" : $0 })
    }

    private static func module(_ target: String) -> String { target.split(separator: "/").last.map(String.init) ?? target }

    private static func files(of target: String) -> [SourceFile] { Repository.swiftFiles.filter { $0.target == target } }

    @Test(arguments: table.keys.sorted())
    func `a module imports what the table says, no more and no less`(_ target: String) {
        for file in Self.files(of: target) {
            let surplus = file.imports.subtracting(Self.table[target] ?? [])
            #expect(surplus.isEmpty, "\(file.path) may not import \(surplus.sorted())")
        }
        let imported = Self.files(of: target).reduce(into: Set<String>()) { $0.formUnion($1.imports) }
        let missing = (Self.table[target] ?? []).subtracting(imported)
        #expect(missing.isEmpty, "\(target) imports \(missing.sorted()) nowhere: take the arrow out")
    }

    @Test func `every module is in the table`() {
        let plugins = Repository.entries(of: "Plugins").filter { $0 != "Examples" }.map { "Plugins/\($0)" }
        #expect(Set(Repository.entries(of: "Sources").map { "Sources/\($0)" } + plugins) == Set(Self.table.keys))
    }

    @Test(arguments: table.keys.sorted())
    func `the package declares the same arrows`(_ target: String) throws {
        let declared = try PackageManifest.dependencies(of: Self.module(target))?.intersection(Self.modules)
        let imports = Self.table[target] ?? []
        let isEmbedded = ["Sources/guard", "Sources/unpack"].contains(target)
        #expect(declared == (isEmbedded ? Self.declared(imports) : imports).intersection(Self.modules))
    }

    @Test(arguments: again)
    func `what is compiled for Embedded Swift declares what its sources import`(_ module: String, _ folder: String, _ without: String?)
        throws
    {
        let files = Repository.swiftFiles.filter { file in
            file.path.hasPrefix(folder) && !(without.map { file.path.hasPrefix($0) } ?? false)
        }
        let imports = files.reduce(into: Set<String>()) { $0.formUnion($1.imports) }
        #expect(!files.isEmpty)
        #expect(try PackageManifest.dependencies(of: "Embedded\(module)") == Self.declared(imports))
    }

    @Test func `a C module is imported by one module only`() {
        for module in Repository.entries(of: "Sources") where Repository.entries(of: "Sources/\(module)").contains("module.modulemap") {
            let importers = Set(Repository.swiftFiles.filter { $0.imports.contains(module) }.map(\.target))
            #expect(importers.count == 1, "\(module) is imported by \(importers.sorted())")
        }
    }

    @Test func `full Foundation is for tests, its essentials not for the kernel's side`() {
        let essentials = ["Sources/PluginKit", "Sources/Contracts", "Sources/roost"]
        for file in Repository.swiftFiles where !file.path.hasPrefix("Tests/") && !file.path.hasPrefix("Plugins/Examples/") {
            #expect(!file.imports.contains("Foundation"), "\(file.path) imports full Foundation")
            let mayUseEssentials = essentials.contains(file.target) || file.path.hasPrefix("Plugins/")
            #expect(mayUseEssentials || !file.imports.contains("FoundationEssentials"), "\(file.path) imports FoundationEssentials")
        }
    }

    @Test func `examples stand alone: of ours they import PluginKit only`() {
        let others = Self.modules.subtracting(["PluginKit"])
        for file in Repository.swiftFiles where file.path.hasPrefix("Plugins/Examples/") {
            #expect(file.imports.isDisjoint(with: others), "\(file.path) imports \(file.imports.intersection(others).sorted())")
        }
    }

    @Test func `system tests and benchmarks know the host only from outside`() {
        let inside: Set = ["Kernel", "Launch", "EventLoop", "PluginKit", "roost"]
        let outside: Set = ["SystemTests", "PowerCut", "PowerCutTests", "Benchmarks", "Support"]
        for file in Repository.swiftFiles where file.path.hasPrefix("Tests/") && outside.contains(String(file.target.dropFirst(6))) {
            #expect(file.imports.isDisjoint(with: inside), "\(file.path) imports \(file.imports.intersection(inside).sorted())")
        }
    }
}
