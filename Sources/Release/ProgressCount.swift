/// Counts the work and tells the observer.
struct ProgressCount {
    private var done: Int64 = 0
    private let total: Int64
    private let observer: Progress.Observer

    init(of total: Int64, _ observer: @escaping Progress.Observer) { (self.total, self.observer) = (total, observer) }

    mutating func add(_ bytes: Int64) throws(ReleaseFailure) {
        done += bytes
        guard observer(Progress(done: done, total: total)) else { throw .cancelled }
    }
}
