@_exported public import Contracts
import EventLoop

/// The host's journal, as a plugin sees it: durable streams, and transactions that are wholly done or wholly undone.
///
/// ```swift
/// for try await entry in bus.journal.events(as: Sale.self) { total += entry.event.price }    // at start: as it was before
/// try await bus.journal.append(Sale(price: 3))                                               // survives a power cut
/// ```
///
/// The manifest has to allow it: `request = ["journal.append", "journal.read"]`, or `["journal.>"]`.
public struct JournalClient {
    let bus: BusConnection
    /// The plugin's own stream: its feature's id.
    public let ownStream: String

    /// How long one answer is waited for: a slow disk may need it.
    static let patience = Duration.seconds(30)

    /// Adds an event; when this returns, it survives a power cut. Answers its number in the stream, the first of which is 1.
    ///
    /// - Parameter stream: the feature's id, or one that begins with the id and a point; nil is the id.
    @discardableResult
    public func append<Event: Encodable>(_ event: Event, to stream: String? = nil) async throws(BusError) -> Int64 {
        let request = JournalContract.Append(stream: stream ?? ownStream, event: event)
        let answer: JournalContract.Appended = try await bus.request(JournalContract.Subject.append, request, timeout: Self.patience)
        return answer.sequence
    }

    /// The events of a stream from the one after `sequence` up to its present end, read as they are asked for.
    public func events<Event: Decodable>(
        of stream: String? = nil, after sequence: Int64 = 0, as type: Event.Type = Event.self
    ) -> JournalEvents<Event> {
        JournalEvents(self, stream ?? ownStream, after: sequence)
    }

    /// Some of the events of a stream after `sequence`, and which are kept.
    public func read<Event: Decodable>(
        _ stream: String? = nil, after sequence: Int64, limit: Int? = nil, as type: Event.Type = Event.self
    ) async throws(BusError) -> JournalContract.Events<Event> {
        let request = JournalContract.Read(stream: stream ?? ownStream, after: sequence, limit: limit)
        return try await bus.request(JournalContract.Subject.read, request, timeout: Self.patience)
    }

    /// Sets how much of a stream is kept; nil is unbounded. Without this it keeps 32 MiB.
    ///
    /// - Parameter maxAge: counted while the host runs.
    @discardableResult
    public func retain(
        _ stream: String? = nil, maxAge: Duration? = nil, maxBytes: Int64? = nil
    ) async throws(BusError) -> JournalContract.Stream {
        let request = JournalContract.Retain(stream: stream ?? ownStream, maxAge: maxAge.map(Self.seconds), maxBytes: maxBytes)
        return try await bus.request(JournalContract.Subject.retain, request, timeout: Self.patience)
    }

    static func seconds(_ duration: Duration) -> Double { Double(duration.milliseconds) / 1000 }
}

extension BusConnection {
    /// The host's journal.
    public var journal: JournalClient {
        JournalClient(bus: self, ownStream: PluginEnvironment.current.feature ?? name)
    }
}
