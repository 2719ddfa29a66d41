/// What a stream has read.
public enum ReadEvent {
    /// In the loop's one shared buffer: valid during the call only.
    case bytes(UnsafeRawBufferPointer)
    /// The other side writes no more; nothing follows.
    case end
    /// The stream is broken; nothing follows.
    case failed(UVError)
}
