/// All that a choice depends on: what lies on the data volume, and what this guard has seen.
struct Found {
    var current = Finding<Slot>.absent
    var trial = Finding<Trial>.absent
    var confirmed = Finding<Trial>.absent
    var fallback = Finding<Fallback>.absent
    /// Those with an executable bin/roost.
    var usable: Releases = []
    /// Those whose kernels failed too often.
    var givenUp: Releases = []
    /// How the last kernel failed.
    var cause: String?
    /// Why the attempt of this trial could not be written down.
    var uncounted: String?
    var boot = Identifier.none
    /// Milliseconds of CLOCK_BOOTTIME.
    var bootTime: Int64 = 0
    /// Seconds since 1970, for the record alone.
    var wall: Int64 = 0
}

extension Found {
    /// What is to be done, in this order, once a trial's confirmation is on disk.
    func deedsOfConfirming(_ trial: Trial) -> [Deed] {
        (fallback.value?.from == trial.slot ? [.removeFallback] : []) + [.removeTrial]
    }
}
