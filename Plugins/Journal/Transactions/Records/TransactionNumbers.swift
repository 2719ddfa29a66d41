/// Where a new journal begins to count its transactions.
///
/// Names on the disk, `.roost-NUMBER-…`, and the guard's word on a trial outlive a journal that was lost or set aside. Its successor
/// must not take them for its own, so each journal counts from a number of its own.
enum TransactionNumbers {
    /// Twelve digits, of which chance makes nine and counting the rest.
    static func begin() -> Int64 { Int64.random(in: 100_000_000...999_999_999) * 1_000 + 1 }
}
