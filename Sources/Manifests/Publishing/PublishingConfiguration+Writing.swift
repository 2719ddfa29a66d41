extension PublishingConfiguration {
    /// The text of a `publish.toml` that says the same, for a person to change.
    public var toml: String {
        """
        # What `roost publish` goes by. Expiry, cadence and keep count from the next signing on;
        # keys and threshold are brought into effect by `roost publish rotate ROLE`.
        #
        # keys         how many keys the role gets
        # threshold    how many of them must sign; the others may be lost, or be on other machines (roost publish sign)
        # expires      when routers refuse what nobody signed anew, in hours or days, as in "36h" or "90d"
        # cadence      how often the channel takes a release: daily, weekly, monthly, quarterly, or as-needed
        # keep         how many releases of each feature and architecture stay in the channel

        repository = "\(repository)"   # the only folder to be served
        deltas = \(deltas)                  # from how many earlier releases a delta is made

        # Offline: needed for init, rotate, and to sign these two anew before they expire: roost publish refresh root targets.
        # Keep their keys elsewhere.
        \(Self.role("root", root))
        \(Self.role("targets", targets))
        # Online: needed for each release and refresh.
        \(Self.role("snapshot", snapshot))
        \(Self.role("timestamp", timestamp))
        # One role each: its key alone cannot sign for another channel.
        \(channels.map(Self.channel).joined(separator: "\n"))
        """
    }

    private static func role(_ name: String, _ signing: Signing) -> String { "[roles.\(name)]\n\(lines(signing))" }

    private static func channel(_ channel: Channel) -> String {
        """
        [channels.\(channel.name)]
        cadence = "\(channel.cadence.rawValue)"
        keep = \(channel.keep)
        \(lines(channel.signing))
        """
    }

    private static func lines(_ signing: Signing) -> String {
        let expires = signing.lifetime % day == 0 ? "\(signing.lifetime / day)d" : "\(signing.lifetime / 3600)h"
        return "keys = \(signing.keys)\nthreshold = \(signing.threshold)\nexpires = \"\(expires)\"\n"
    }
}
