package import Manifests

/// What holds a feature's processes together and over their limits; the supervisor owns one, on the kernel's loop.
/// Every call is a few small writes to kernel files: none waits for a process.
package protocol Confinement: AnyObject {
    /// What this machine can hold a feature to at all.
    var support: [LimitReport] { get }

    /// What a start with limits waits for; nil if it waits for nothing.
    var joinDelay: JoinDelay? { get }

    /// Makes ready for a fresh start of the feature, whatever is left of its last one: before each spawn.
    func confine(_ id: String, to limits: Manifest.Limits) -> Enclosure

    /// How many of its processes were killed for want of memory since `confine`: ask when it has ended.
    func outOfMemoryKills(_ id: String) -> Int

    /// Kills all its processes, those that left its process group too. False if there is nothing to know them by.
    @discardableResult func kill(_ id: String) -> Bool

    /// Which feature's groups a process is in, wherever it went since it was started; nil if it is in none.
    func owner(of process: Int32) -> String?

    /// Forgets a feature that is gone. False while processes of it are still dying: kill, then ask again a little later.
    @discardableResult func release(_ id: String) -> Bool

    /// Kills what a host of the same home left behind when it was killed, and returns how many that were.
    /// Only for the holder of the home's lock, before the first `confine`.
    func killLeftOvers() -> Int

    /// Removes what is left of the groups at the host's end.
    func close()
}
