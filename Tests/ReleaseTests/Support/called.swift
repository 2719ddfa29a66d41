import Support

/// The result of a call of the system, which has to have worked.
@discardableResult
func called(_ result: Int32, _ call: String) throws -> Int32 {
    guard result >= 0 else { throw SystemError(call) }
    return result
}
