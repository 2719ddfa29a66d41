// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "greeter",
    dependencies: [
        // Your own plugin names Roost by its repository's URL and a version.
        .package(name: "roost", path: "../../..")
    ],
    targets: [
        .executableTarget(
            name: "greeter",
            dependencies: [.product(name: "PluginKit", package: "roost")],
            swiftSettings: [
                // Keeps async code on the plugin's loop: what you write needs no lock and no annotation.
                .enableUpcomingFeature("NonisolatedNonsendingByDefault")
            ])
    ]
)
