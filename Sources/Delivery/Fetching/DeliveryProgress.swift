/// What a delivery is about, for whoever waits.
public enum DeliveryProgress: Equatable, Sendable {
    /// Bytes of the artifact that are there, of so many.
    case downloading(DeliveryWay, done: Int, total: Int)
    /// Bytes of the tree that are there, checked, of so many.
    case unpacking(done: Int64, total: Int64)
    /// A shorter way failed, and another one is tried.
    case detour(String)
}
