import Manifests
import PluginKit
import Trust

/// Makes sinks. A slow resolver of names does not hold up a file.
final class SinkWorkshop {
    private let bus: BusConnection
    private lazy var files = bus.makeLane()
    private lazy var network = bus.makeLane()

    init(_ bus: BusConnection) { self.bus = bus }

    func sink(_ settings: ReportSettings.Sink) -> any Sink {
        switch settings.target {
        case .log(let format): LogSink(format: format)
        case .file(let path, let size, let count, let format):
            FileSink(RotatedFile(path, size: size, files: count, on: files), format: format)
        case .webhook(let url, let secret): WebhookSink(url: url, secret: Secret(secret.utf8), on: bus.loop)
        case .syslog(let address): SyslogSink(SyslogSocket(address, on: network))
        }
    }
}
