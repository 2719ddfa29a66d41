import ArgumentParser
import Glibc
import Launch
import Publishing
import Release
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
        try run(body) { () throws(PublishingError) in try Workshop(path, keyFolders: keyFolders) }
    }

    /// The same in a folder that is about to become a workshop.
    func newPublisher<Value>(_ body: (Publisher) throws(PublishingError) -> Value) throws -> Value {
        try run(body) { () throws(PublishingError) in try Publisher.prepare(path, keyFolders: keyFolders) }
    }

    private func run<Value>(
        _ body: (Publisher) throws(PublishingError) -> Value, in workshop: () throws(PublishingError) -> Workshop
    ) throws -> Value {
        try Self.requireFolders(keyFolders)
        let source = try passphrases.source()
        let bar = ProgressBar(inPipes: false)
        defer { bar.end() }
        do throws(PublishingError) {
            let workshop = try workshop()
            let ring = KeyRing(folders: keyFolders + [workshop.keys]) { path in source.passphrase(for: path) }
            var publisher = try Publisher(workshop, ring: ring, now: .current, machine: .current)
            publisher.observer = { bar.show($0, done: $1.done, total: $1.total) }
            publisher.notice = { words in
                bar.end()
                Output.error(Printable.line(words))
            }
            return try body(publisher)
        } catch {
            if let draft = WaitingDraft(error) { throw draft }
            throw CommandFailure(error)
        }
    }

    /// Where nothing is, no key will be found, and what is said then is of the key. (access)
    static func requireFolders(_ folders: [String]) throws(CommandFailure) {
        for folder in folders where access("\(folder)/.", X_OK) != 0 {
            throw CommandFailure(Printable.line("--keys \(folder): \(SystemError.last.words)"))
        }
    }
}

extension UTCTime {
    /// By the machine's clock.
    static var current: UTCTime { UTCTime(secondsSince1970: Int(UnixTime.now)) }
}

extension CommandFailure {
    init(_ error: PublishingError) { self.init(Printable.line(error.description)) }
}
