import EventLoop
import Glibc

/// What a host tells a plugin by its environment.
public struct PluginEnvironment: Equatable, Sendable {
    /// `ROOST_FEATURE`: the id in its manifest.
    public let feature: String?
    /// `ROOST_HOME`: the folder of the host.
    public let home: String?
    /// `ROOST_DATA`: the folder it may keep data in.
    public let dataFolder: String?
    /// `ROOST_BEAT_EVERY`: how often the host wants to hear of it.
    public let beatEvery: Duration
    /// `ROOST_BUS_FD`, else `NATS_URL`: where its bus is; nil if it was started by nobody.
    public let bus: BusAddress?

    public static var current: PluginEnvironment { PluginEnvironment { getenv($0).map { String(cString: $0) } } }

    init(_ variable: (String) -> String?) {
        feature = variable("ROOST_FEATURE")
        home = variable("ROOST_HOME")
        dataFolder = variable("ROOST_DATA")
        let seconds = variable("ROOST_BEAT_EVERY").flatMap(Double.init) ?? 10
        beatEvery = seconds >= 0.01 && seconds < 86_400 ? .seconds(seconds) : .seconds(10)
        let descriptor = variable("ROOST_BUS_FD").flatMap(Int32.init) ?? 3
        bus = Self.isSocket(descriptor) ? .descriptor(descriptor) : variable("NATS_URL").flatMap(BusAddress.init(url:))
    }

    /// Asked before there is a loop: libuv's own descriptors take the first free numbers.
    private static func isSocket(_ descriptor: Int32) -> Bool {
        var status = stat()
        return descriptor > 2 && fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK
    }
}
