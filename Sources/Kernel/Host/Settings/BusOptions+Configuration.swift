import Logging
import Manifests

// The configuration in the words of the parts that it is for.

extension BusOptions {
    init(_ bus: Configuration.Bus, serverID: String) {
        maxPayload = bus.maxPayload
        maxControlLine = bus.maxControlLine
        maxConnections = bus.maxConnections
        maxPending = bus.maxPending
        lowMark = min(lowMark, bus.maxPending / 2)
        pingInterval = bus.pingInterval
        pingMax = bus.pingMax
        self.serverID = serverID
        version = Version.current
    }
}

extension SupervisionSettings {
    init(_ configuration: Configuration) {
        delays = configuration.supervision.delays
        intensity = configuration.supervision.crashes
        period = configuration.supervision.period
        logSize = Int(clamping: configuration.log.fileSize)
        logFiles = configuration.log.files
        logRate = Int(clamping: configuration.log.rate)
    }
}

extension Logger.Level {
    init(_ level: Configuration.Log.Level) {
        self = Logger.Level(rawValue: level.rawValue) ?? .info
    }
}
