import Launch

/// Writing that is on the disk when it returns.
enum Durable {
    /// The names in a folder.
    static func syncFolder(_ path: String) throws(CommandFailure) {
        if let reason = DurableFile.sync(folder: path) { throw CommandFailure("\(path): \(reason)") }
    }

    /// All of the bytes.
    static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32, name: String) throws(CommandFailure) {
        guard DurableFile.write(bytes, to: descriptor) else { throw CommandFailure("\(name): \(SystemError.last.words)") }
    }
}
