// swift-tools-version: 6.2
import Foundation
import PackageDescription

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let toml = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")

/// In release everything is one static executable: it halves the memory of each process and needs nothing on the router.
/// FoundationEssentials' own static dependencies are not auto-linked, hence the list.
let staticExecutable: [LinkerSetting] = [
    .unsafeFlags(
        [
            "-static-executable", "-Xlinker", "--gc-sections", "-Xlinker", "-s",
            "-lFoundationEssentials", "-l_FoundationCShims", "-l_FoundationCollections", "-lswiftSynchronization",
        ], .when(configuration: .release))
]

/// Debian's static libuv is `libuv_a.a`.
let libuv: [LinkerSetting] = [
    .linkedLibrary("uv", .when(configuration: .debug)),
    .unsafeFlags(["-Xlinker", "-l:libuv_a.a"], .when(configuration: .release)),
]

/// Static in release, as libuv is; its mathematical functions need libm.
let sqlite: [LinkerSetting] = [
    .linkedLibrary("sqlite3", .when(configuration: .debug)),
    .unsafeFlags(["-Xlinker", "-l:libsqlite3.a", "-Xlinker", "-lm"], .when(configuration: .release)),
]

/// Static in release, as libuv is.
let httpParser: [LinkerSetting] = [
    .linkedLibrary("http_parser", .when(configuration: .debug)),
    .unsafeFlags(["-Xlinker", "-l:libhttp_parser.a"], .when(configuration: .release)),
]

let openSSL: [LinkerSetting] = [.linkedLibrary("ssl"), .linkedLibrary("crypto")]

/// Static in release. Of libarchive only tar is linked: it needs neither libxml2 nor ICU, and xz is liblzma's own.
let lzma: [LinkerSetting] = [
    .linkedLibrary("lzma", .when(configuration: .debug)),
    .unsafeFlags(["-Xlinker", "-l:liblzma.a"], .when(configuration: .release)),
]
let archive: [LinkerSetting] = [
    .linkedLibrary("archive", .when(configuration: .debug)),
    .unsafeFlags(["-Xlinker", "-l:libarchive.a"], .when(configuration: .release)),
]

let staticC: [LinkerSetting] = [
    .unsafeFlags(["-static-executable", "-Xlinker", "--gc-sections", "-Xlinker", "-s"], .when(configuration: .release))
]

/// The small programs are static in debug builds as well: Embedded Swift has nothing to be linked with at run time.
let staticEmbedded: [LinkerSetting] = [
    .unsafeFlags(["-Xclang-linker", "-static", "-Xclang-linker", "-Wno-unused-command-line-argument"]),
    .unsafeFlags(["-Xlinker", "--gc-sections", "-Xlinker", "-s"]),
]

/// Where the toolchain has what Embedded Swift is linked with: beside the library that this manifest runs with. Foundation's way to read a
/// file at once would take only the first page of this one.
let embeddedSwift: String = {
    let maps = (try? FileHandle(forReadingAtPath: "/proc/self/maps")?.readToEnd()) ?? Data()
    let libraries =
        String(decoding: maps, as: UTF8.self).firstMatch(of: #/(/.*/lib/swift)/pm/.*/libPackageDescription.so/#)?.output.1
        ?? "/usr/lib/swift"
    #if arch(x86_64)
        return "\(libraries)/embedded/x86_64-unknown-linux-gnu"
    #else
        return "\(libraries)/embedded/aarch64-none-none-elf"
    #endif
}()

/// Of OpenSSL only the digests are linked; the tables are those of Unicode, which texts need.
let embeddedLibraries: [LinkerSetting] = [
    .unsafeFlags(["-Xlinker", "-l:liblzma.a", "-Xlinker", "-l:libcrypto.a", "-Xlinker", "-lm"]),
    .unsafeFlags(["-L\(embeddedSwift)", "-lswiftUnicodeDataTables"]),
]

func tests(_ name: String, _ dependencies: Target.Dependency...) -> Target {
    .testTarget(name: "\(name)Tests", dependencies: [.target(name: name)] + dependencies)
}

/// A module's sources, or a part of them, compiled once more for Embedded Swift; they are found by a link, for a folder has one target.
func embedded(_ name: String, exclude: [String] = [], _ dependencies: Target.Dependency...) -> Target {
    .target(name: "Embedded\(name)", dependencies: dependencies, path: "Sources/unpack/Modules/\(name)", exclude: exclude)
}

/// A first-party plugin: it knows the bus, the contracts, and the libraries it needs; never another plugin.
func plugin(_ name: String, _ libraries: Target.Dependency...) -> Target {
    .target(name: name, dependencies: ["PluginKit", "Contracts"] + libraries, path: "Plugins/\(name)")
}

let package = Package(
    name: "roost",
    products: [
        .executable(name: "roost", targets: ["roost"]),
        .executable(name: "roost-guard", targets: ["guard"]),
        .executable(name: "roost-unpack", targets: ["unpack"]),
        .executable(name: "tuf-client", targets: ["tuf-client"]),
        .library(name: "PluginKit", targets: ["PluginKit"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    ],
    targets: [
        .target(name: "Files"),
        .systemLibrary(name: "CLibuv"),
        .systemLibrary(name: "CSQLite"),
        .target(name: "EventLoop", dependencies: ["CLibuv", "Files"], linkerSettings: libuv),
        .target(name: "Wire"),
        .target(name: "Storage", dependencies: ["CSQLite"], linkerSettings: sqlite),
        .systemLibrary(name: "COpenSSL"),
        .target(name: "Trust", dependencies: ["COpenSSL"], linkerSettings: openSSL),
        .systemLibrary(name: "CHTTPParser"),
        .target(name: "HTTP", dependencies: ["EventLoop", "Trust", "Files", "CHTTPParser"], linkerSettings: httpParser),
        .target(name: "TUF", dependencies: ["Trust", "Wire", "Files"]),
        .systemLibrary(name: "CLzma"),
        .systemLibrary(name: "CArchive"),
        .target(name: "Release", dependencies: ["Trust", "Wire", "CLzma", "CArchive"], linkerSettings: archive + lzma),
        .target(name: "Delivery", dependencies: ["TUF", "HTTP", "Release", "EventLoop", "Trust", "Wire", "Files"]),
        .target(name: "Publishing", dependencies: ["TUF", "Release", "Trust", "Manifests", "Wire", "Files"]),
        .target(name: "Manifests", dependencies: ["Wire", "Files", toml]),
        .target(name: "Launch", dependencies: ["Manifests", "Files"]),
        .target(name: "Kernel", dependencies: ["EventLoop", "Wire", "Files", "Manifests", "Launch", logging], exclude: ["Kernel.docc"]),
        .target(name: "PluginKit", dependencies: ["EventLoop", "Wire", "Contracts"]),
        .target(name: "Contracts"),
        plugin("Journal", "Files", "Storage", "Wire"),
        plugin("Update", "EventLoop", "Files", "Delivery", "HTTP", "Manifests", "Release", "TUF", "Wire"),
        plugin("Channels", "Files", "Manifests", "Release", "Wire"),
        plugin("Report", "EventLoop", "HTTP", "Manifests", "Trust", "Wire"),
        .executableTarget(
            name: "roost",
            dependencies: [
                "Kernel", "PluginKit", "Contracts", "EventLoop", "Files", "Manifests", "Launch", "Wire", "Journal", "Update", "Channels",
                "Report", "Publishing", "Delivery", "TUF", "Release", "Trust", argumentParser,
            ],
            linkerSettings: staticExecutable),

        .systemLibrary(name: "CLibC"),
        .target(name: "EmbeddedGlibc", dependencies: ["CLibC"]),
        .executableTarget(name: "guard", dependencies: ["EmbeddedGlibc"], linkerSettings: staticEmbedded),
        embedded("Wire", "EmbeddedGlibc"),
        embedded("Trust", exclude: ["HMAC.swift"], "COpenSSL"),
        embedded("Release", exclude: ["Archive/Writing"], "EmbeddedTrust", "EmbeddedWire", "EmbeddedGlibc", "CLzma"),
        .executableTarget(
            name: "unpack", dependencies: ["EmbeddedRelease", "EmbeddedGlibc"], exclude: ["Modules"],
            linkerSettings: staticEmbedded + embeddedLibraries),

        .executableTarget(name: "bench-relay", path: "Tests/Benchmarks/bench-relay", linkerSettings: staticC),
        .executableTarget(
            name: "bench-delta", dependencies: ["Release", "Wire"], path: "Tests/Benchmarks/bench-delta", linkerSettings: staticC),
        .executableTarget(
            name: "roost-bench", dependencies: ["bench-relay", "bench-delta", "Support"], path: "Tests/Benchmarks/roost-bench",
            exclude: ["Measures/Trust/tuf_peer.py"]),

        .executableTarget(
            name: "tuf-client", dependencies: ["TUF", "Trust", "HTTP", "EventLoop", "Files"], path: "Tests/Conformance/tuf-client"),

        .target(name: "Support", path: "Tests/Support"),
        .target(name: "PowerCut", dependencies: ["Support"], path: "Tests/PowerCut"),
        .testTarget(
            name: "PowerCutTests",
            dependencies: ["PowerCut", "Publishing", "TUF", "Support", "roost", "Journal", "Update", "Contracts", "Storage"]),
        tests("Files", "Support"),
        tests("EventLoop", "Support"),
        tests("Wire"),
        .testTarget(name: "TUFTests", dependencies: ["TUF", "Trust", "Support"], exclude: ["Python"]),
        tests("Trust", "Support"),
        tests("HTTP", "EventLoop", "Trust", "Support"),
        tests("Delivery", "TUF", "Release", "Trust", "Wire", "Support"),
        .testTarget(
            name: "PublishingTests", dependencies: ["Publishing", "TUF", "Release", "Trust", "Manifests", "Wire", "Support"],
            exclude: ["Interoperability/tuf_client_check.py"]),
        // Launch knows whether the kernel has what the fence of roost-unpack is made of.
        tests("Release", "Trust", "Wire", "Launch", "Support"),
        .testTarget(name: "FuzzTests", dependencies: ["Release", "TUF", "HTTP", "Trust", "Wire", "Support"], exclude: ["Corpora"]),
        tests("Manifests", "Wire"),
        tests("Launch", "Manifests", "Support"),
        tests("Kernel", "EventLoop", "Wire", "Files", "Manifests", "Launch"),
        tests("PluginKit", "EventLoop", "Wire", "Support"),
        tests("Storage", "Support"),
        tests("Journal", "Contracts", "EventLoop", "Files", "Storage", "PluginKit", "Support"),
        .testTarget(
            name: "UpdateTests",
            dependencies: [
                "Update", "Contracts", "PluginKit", "EventLoop", "Manifests", "Publishing", "Delivery", "Release", "TUF", "Trust", "Wire",
                "Support",
            ]),
        tests("Channels", "Contracts", "EventLoop", "Manifests", "Support", "Wire"),
        tests("Report", "Contracts", "EventLoop", "HTTP", "Manifests", "PluginKit", "Support", "Trust", "Wire"),
        // Its folder Rules is a link to the guard's: Embedded Swift cannot be tested, but the same sources compile as ordinary Swift.
        .testTarget(name: "GuardTests"),
        .testTarget(name: "RoostTests", dependencies: ["roost", "Contracts", "Launch", "Support"]),
        .testTarget(name: "ArchitectureTests"),
        .testTarget(
            name: "SystemTests", dependencies: ["Support", "roost", "Wire"],
            exclude: ["Protocol/nats_py_check.py", "PowerLoss/Steps/stop_at_step.c", "Updating/BadInput/wrong_clock.c"]),
    ]
)

/// libFuzzer's own program, with a main of its own; `Config/fuzz` builds it alone. Its folder Harness is a link to that of FuzzTests.
if Context.environment["ROOST_FUZZ"] != nil {
    package.targets.append(
        .executableTarget(
            name: "fuzz", dependencies: ["Release", "TUF", "HTTP", "Trust", "Wire"], path: "Tests/Fuzzer",
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]))
}

/// One set of rules for every target of ours.
for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .treatAllWarnings(as: .error),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        // Debug builds, and so all tests, check exclusive access at run time; a message must not pay for it.
        .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)),
    ]
}

/// It makes and compares some ten thousand folders in each run of the tests.
package.targets.first { $0.name == "PowerCut" }?.swiftSettings? += [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// The small programs are written in Embedded Swift, which compiles a module as a whole and has no runtime to be debugged with. Where they
/// say `import Glibc` or `import Release` the modules are meant that are compiled for it.
for target in package.targets where ["guard", "unpack"].contains(target.name) || target.name.hasPrefix("Embedded") {
    let others = ["Glibc", "Wire", "Trust", "Release"].filter { target.name != "Embedded\($0)" }
    target.swiftSettings? += [
        .enableExperimentalFeature("Embedded"),
        .unsafeFlags(["-wmo", "-Osize", "-Xfrontend", "-function-sections"]),
        .unsafeFlags(others.flatMap { ["-module-alias", "\($0)=Embedded\($0)"] }),
    ]
}
