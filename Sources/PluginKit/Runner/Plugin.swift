import Glibc

/// A feature that speaks the bus, written as plain async code.
///
/// ```swift
/// @main struct Greeter: Plugin {
///     func start(_ bus: BusConnection) async throws {
///         try await bus.service("greeter") {
///             $0.endpoint("hello") { (request: HelloRequest) in HelloReply(text: "Hello, \(request.name)") }
///         }
///     }
/// }
/// ```
///
/// All of it runs on one loop, one thing at a time: what a plugin holds needs no lock and no annotation, but may have
/// changed after an `await`. Build it with the upcoming feature `NonisolatedNonsendingByDefault`, which keeps it there.
public protocol Plugin: SendableMetatype {
    init()

    /// What the bus calls it in its lists; the feature's id, unless told otherwise.
    static var name: String { get }

    /// Subscribes, offers services, begins what runs in the ``BusConnection/background(_:)``.
    /// When it returns, the plugin is ready.
    func start(_ bus: BusConnection) async throws

    /// Called before the plugin ends because it was asked to; the bus is still there.
    func stop(_ bus: BusConnection) async
}

extension Plugin {
    public static var name: String { PluginEnvironment.current.feature ?? "\(Self.self)".lowercased() }

    public func stop(_ bus: BusConnection) async {}

    /// The plugin's process from beginning to end.
    public static func main() {
        exit(PluginProcess.run(Self(), name: name, in: .current))
    }
}
