/// The way a peer came in.
enum Door: String {
    case birth, unix, tcp
}
