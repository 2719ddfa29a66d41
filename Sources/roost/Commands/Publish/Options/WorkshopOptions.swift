import ArgumentParser
import Glibc
import Publishing
import TUF

/// Which workshop is meant, and with which keys.
struct WorkshopOptions: ParsableArguments {
    @Option(
        name: .customLong("workshop"),
        help: ArgumentHelp("The publisher's folder (default: $ROOST_WORKSHOP, else the current folder).", valueName: "dir"),
        completion: .directory)
    private var folder: String?

    @Option(
        name: .customLong("keys"),
        help: ArgumentHelp("Where keys are looked for before the workshop's own; may be repeated.", valueName: "dir"),
        completion: .directory)
    private var keyFolders: [String] = []

    @OptionGroup var passphrases: PassphraseOptions

    var path: String {
        let fromEnvironment = getenv("ROOST_WORKSHOP").map { String(cString: $0) } ?? ""
        return Home.absolute(folder ?? (fromEnvironment.isEmpty ? "." : fromEnvironment))
    }

    /// What goes wrong becomes a failure with its words.
    func publisher<Value>(_ body: (Publisher) throws(PublishingError) -> Value) throws -> Value {
        let source = try passphrases.source()
        do throws(PublishingError) {
            return try body(try publisher(in: Workshop(path, keyFolders: keyFolders), source))
        } catch {
            throw CommandFailure(error)
        }
    }

    /// The same in a folder that is about to become a workshop.
    func newPublisher<Value>(_ body: (Publisher) throws(PublishingError) -> Value) throws -> Value {
        let source = try passphrases.source()
        do throws(PublishingError) {
            return try body(try publisher(in: Publisher.prepare(path, keyFolders: keyFolders), source))
        } catch {
            throw CommandFailure(error)
        }
    }

    private func publisher(in workshop: Workshop, _ source: PassphraseSource) throws(PublishingError) -> Publisher {
        let ring = KeyRing(folders: keyFolders + [workshop.keys]) { path in source.passphrase(for: path) }
        return try Publisher(workshop, ring: ring, now: .current, machine: .current)
    }
}

extension UTCTime {
    /// By the machine's clock.
    static var current: UTCTime { UTCTime(secondsSince1970: Int(UnixTime.now)) }
}

extension CommandFailure {
    init(_ error: PublishingError) { self.init(Printable.line(error.description)) }
}
