import EventLoop
import Glibc
import Launch
import Logging
import Manifests

/// The kernel put together: bus, supervisor, registry and admin on one loop. It carries messages and revives processes;
/// it never decides, and it names no feature.
final class Host {
    let home: String
    let loop: Loop
    let log: Logger
    let configuration: Configuration
    let bus: Bus
    let startedAt = BootTime.now()
    let confinement: any Confinement
    private(set) var supervisor: Supervisor!
    private(set) var registry: Registry!
    private var admin: Admin!
    private var doors: Doors!
    private var signals: [SignalWatcher] = []
    private var orphans: OrphanReaper?
    private var tidying: Timer!
    /// Nil where no guard started this host.
    var guardLink: GuardLink?
    /// The slot the guard started this host from.
    let slot: String?
    let abandoned: AbandonedCalls
    private(set) var lastChange = RegistryChange()

    /// `sweeping` ends what a killed host of this home left behind: that looks at every process there is.
    init(home: String, _ configuration: Configuration, guarded: GuardInheritance, sweeping: Bool, on loop: Loop) throws(HostFailure) {
        self.home = home
        self.loop = loop
        self.configuration = configuration
        slot = guarded.slot
        log = KernelLog.logger(level: Logger.Level(configuration.log.level))
        let hostName = Self.randomName()
        bus = Bus(on: loop, options: BusOptions(configuration.bus, serverID: hostName), seed: .random(in: 1 ... .max))
        abandoned = AbandonedCalls(on: bus)
        confinement = Cgroups.detect(home: home, birth: Child.canBeBorn(into:))
        if sweeping {
            reportLeftOvers(LeftOvers.kill(home: home, ledger: Services.ledger(of: home)) + confinement.killLeftOvers())
        }
        supervisor = Supervisor(
            home: home, on: loop, settings: SupervisionSettings(configuration), confinement: confinement, delegate: self)
        let own = OwnManifests.folder.map { [$0] } ?? []
        registry = Registry(
            executable: "/proc/self/exe", directories: own + configuration.host.plugins + [home + "/plugins"], on: loop,
            found: { [unowned self] lines in take(lines) }, failed: { [unowned self] words in trouble(words) })
        doors = try Doors(home: home, configuration, bus: bus) { [unowned self] pid in supervisor.owner(ofProcess: pid) }
        admin = Admin(of: self, id: hostName)
        tidying = Timer(on: loop) { ProgramPages.giveBack() }
        tidying.start(after: 2000, repeating: 2000)
        listenToFeatures()
        watchSignals()
        connect(toGuard: guarded)
    }

    /// Reads the manifests and starts what they name; `ready` runs when every feature is ready or has failed.
    func start(ready: @escaping () -> Void) {
        registry.rescan { [unowned self] in
            supervisor.whenSettled { [unowned self] in
                let words = Dictionary(grouping: supervisor.statuses, by: \.state).map { "\($1.count) \($0.rawValue)" }
                log.info("ready: \(words.isEmpty ? "no features" : words.sorted().joined(separator: ", "))")
                guardLink?.sayReady()
                ready()
            }
        }
    }

    /// Stops every feature, does what is to be done last, then ends the loop.
    func stop(_ why: String, last: @escaping (_ end: @escaping () -> Void) -> Void = { end in end() }) {
        guard !supervisor.isStopping else { return }
        log.info("\(why): stopping")
        registry.close()
        supervisor.stopAll { [loop] in last { loop.stop() } }
    }

    /// After the loop has ended.
    func close() {
        supervisor.close()
        bus.onEvent = { _ in }
        abandoned.close()
        doors.close()
        bus.close()
        for signal in signals { signal.close() }
        tidying.close()
        orphans?.close()
        guardLink?.close()
        confinement.close()
        log.info("stopped")
    }

    private func watchSignals() {
        for (signal, name) in [(SIGTERM, "SIGTERM"), (SIGINT, "SIGINT"), (SIGHUP, "SIGHUP")]
        where signal != SIGHUP || !Loop.ignores(SIGHUP) {
            watch(signal, name) { [unowned self] in stop(name) }
        }
        // Unheard they would end the host as kill -9 does.
        for (signal, name) in [(SIGUSR1, "SIGUSR1"), (SIGUSR2, "SIGUSR2")] {
            watch(signal, name) { [unowned self] in log.info("\(name): nothing is done on it") }
        }
        do throws(UVError) {
            orphans = try OrphanReaper(on: loop) { [unowned self] pid in log.debug("reaped orphan \(pid)") }
        } catch {
            trouble("grandchildren of features will not be reaped: \(error.description)")
        }
    }

    private func watch(_ signal: Int32, _ name: String, _ body: @escaping () -> Void) {
        do throws(UVError) {
            signals.append(try SignalWatcher(signal, on: loop, body))
        } catch {
            trouble("\(name) will end the host without stopping its features: \(error.description)")
        }
    }

    private func take(_ lines: [ManifestLine]) {
        let known = Set(lastChange.invalid.map(\.text))
        for case .valid(let manifest) in lines { bus.featurePermissions[manifest.id] = Permissions(manifest.permissions, of: manifest.id) }
        lastChange = supervisor.apply(lines)
        for problem in lastChange.invalid where !known.contains(problem.text) { log.warning("\(problem.text)") }
    }

    private func reportLeftOvers(_ count: Int) {
        if count > 0 { log.warning("ended \(count) left-over process(es) of a host that was killed") }
    }

    /// Base 32, as nats-server names servers.
    private static func randomName() -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        return "N" + String((0..<55).map { _ in alphabet[Int.random(in: 0..<alphabet.count)] })
    }
}
