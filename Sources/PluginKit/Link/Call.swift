/// Something waited for that can end in more than one way: the first counts.
final class Call<Value: Sendable> {
    var resume: ((Result<Value, BusError>) -> Void)?

    func finish(_ result: Result<Value, BusError>) {
        resume?(result)
        resume = nil
    }
}
