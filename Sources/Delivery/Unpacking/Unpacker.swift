/// Where artifacts are unpacked.
public enum Unpacker: Equatable, Sendable {
    /// In this process.
    case here
    /// In a process of this program, started under the name `roost-unpack`: it holds neither keys nor network, and its memory is gone
    /// with it.
    case program(String)
}
