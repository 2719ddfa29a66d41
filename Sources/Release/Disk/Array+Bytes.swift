extension Array where Element == UInt8 {
    /// withUnsafeBytes, for bodies with typed errors.
    func withBytes<Value>(_ body: (UnsafeRawBufferPointer) throws(ReleaseFailure) -> Value) throws(ReleaseFailure) -> Value {
        let result = withUnsafeBytes { bytes in Result { () throws(ReleaseFailure) in try body(bytes) } }
        return try result.get()
    }
}
