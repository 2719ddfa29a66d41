import Files
import Glibc

extension Fault {
    init(_ failure: FileFailure) { self.init(.machine, "\(failure)") }

    /// The last call's error number. (errno)
    static func last(_ doing: String, _ path: @autoclosure () -> String) -> Fault { Fault(FileFailure.last(doing, path())) }

    /// What may fail at a file, and then is this machine's fault.
    static func told<Value>(_ body: () throws(FileFailure) -> Value) throws(Fault) -> Value {
        do throws(FileFailure) { return try body() } catch { throw Fault(error) }
    }
}
