/// The numbers of transactions: they grow, by steps that nobody can guess.
///
/// Names on the disk, `.roost-NUMBER-…`, and the guard's word on a trial outlive a journal that was lost or set aside. Its successor,
/// which begins anew, must neither meet them nor be made to.
enum TransactionNumbers {
    /// - Parameter last: the greatest number given so far, 0 for none.
    static func next(after last: Int64) -> Int64 {
        last == 0 ? Int64.random(in: 100_000_000_000...999_999_999_999) : last + Int64.random(in: 1...1_000_000_000)
    }
}
