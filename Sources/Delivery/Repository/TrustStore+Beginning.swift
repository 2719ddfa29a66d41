public import TUF

extension TrustStore {
    /// The store in a folder, made with a first root if there is none. What is in it counts for more than a root that is given again,
    /// which may be older.
    public static func open(_ folder: String, beginningWith root: [UInt8]?) throws(DeliveryError)
        -> TrustStore
    {
        do throws(StoreFailure) {
            let store = TrustStore(folder: folder)
            if try store.read("root", atMost: 512_000) != nil { return store }
            guard let root else {
                throw StoreFailure(folder, "nothing is trusted here yet; give the first root, which must come by a trusted way")
            }
            return try TrustStore.make(folder: folder, root: root)
        } catch {
            throw .metadata(.store(error))
        }
    }
}
