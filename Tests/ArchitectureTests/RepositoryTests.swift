import Testing

/// What lies where in the repository.
struct RepositoryTests {
    @Test func `the top level is the map of DESIGN`() {
        let map: Set = ["Package.swift", "Package.resolved", "README.md", "Sources", "Tests", "Plugins", "Config"]
        let surplus = Set(Repository.entries(of: "")).subtracting(map)
        #expect(surplus.isEmpty)
        #expect(Repository.text(of: ".gitignore").contains("Package.resolved"))
    }

    @Test func `every target has a folder of tests`() {
        let targets = Repository.entries(of: "Sources").filter { !Repository.entries(of: "Sources/\($0)").contains("module.modulemap") }
        // The small program is Release's sources, and tested with them; what stands in for Glibc is nothing but C.
        for target in targets where !["Contracts", "unpack", "EmbeddedGlibc"].contains(target) {
            let name = "\(target.prefix(1).uppercased())\(target.dropFirst())Tests"
            #expect(Repository.isFolder("Tests/\(name)"), "Tests/\(name)")
        }
    }

    @Test func `warnings are errors and the language's next rules are on, for every target`() {
        let settings = PackageManifest.text.split(separator: "\nfor target in package.targets where target.type").last ?? ""
        for rule in ["ExistentialAny", "InternalImportsByDefault", "MemberImportVisibility", "NonisolatedNonsendingByDefault"] {
            #expect(settings.contains(".enableUpcomingFeature(\"\(rule)\")"))
        }
        #expect(settings.contains(".treatAllWarnings(as: .error)"))
        #expect(!PackageManifest.text.contains("swiftSettings:"), "a target of its own rules")
    }

    @Test func `every plugin has one contract, and every contract its plugin`() {
        let plugins = Repository.entries(of: "Plugins").filter { $0 != "Examples" } + ["Kernel"]
        let contracts = Repository.swiftFiles.filter { $0.target == "Sources/Contracts" && !$0.name.contains("+") }.map(\.name)
        #expect(contracts.sorted() == plugins.map { "\($0)Contract" }.sorted())
    }

    @Test func `a C module is two files`() {
        for module in Repository.entries(of: "Sources") where Repository.entries(of: "Sources/\(module)").contains("module.modulemap") {
            #expect(Repository.entries(of: "Sources/\(module)") == ["module.modulemap", "shim.h"])
        }
    }

    @Test func `nothing is left for later`() {
        let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X:", "HA" + "CK"]
        for path in Repository.allFiles {
            let text = Repository.text(of: path)
            let found = marks.filter { text.contains($0) }
            #expect(found.isEmpty, "\(path)")
        }
    }
}
