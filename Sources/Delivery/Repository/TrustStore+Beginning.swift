public import TUF

extension TrustStore {
    /// The store in a folder, made with a first root if there is none. What is in it counts for more than a root that is given again,
    /// which may be older: only where no client could begin with what is stored, the given one takes its place.
    ///
    /// Whatever is wrong with the first root is a failure of `root.json` in the store.
    public static func open(_ folder: String, beginningWith root: [UInt8]?) throws(DeliveryError) -> TrustStore {
        let store = TrustStore(folder: folder)
        do throws(StoreFailure) {
            let stored = try store.readable("root", atMost: Bounds.rootBytes)
            guard let problem = problem(with: stored) else { return store }
            guard let root else {
                throw StoreFailure(store.path(of: "root"), "\(problem); give the first root, which must come by a trusted way")
            }
            try store.start(with: root, over: stored)
            return store
        } catch {
            throw .metadata(.store(error))
        }
    }

    /// Why no client could begin with it; nil if one could.
    private static func problem(with stored: [UInt8]?) -> String? {
        guard let stored else { return "nothing is trusted here yet" }
        do throws(Refusal) {
            _ = try TrustedMetadataSet.first(root: stored)
            return nil
        } catch {
            return "what is stored here is no root to begin with (\(error.attack))"
        }
    }

    /// In the store's words: it is the caller who gives the root, not the repository.
    private func start(with root: [UInt8], over old: [UInt8]?) throws(StoreFailure) {
        do throws(UpdateFailure) {
            // Where another client has begun meanwhile, its root counts.
            try begin(with: root, over: old)
        } catch .store(let failure) {
            throw failure
        } catch .refused(let refusal) {
            throw StoreFailure(path(of: "root"), "the root that was given is none to begin with: \(refusal.attack)")
        } catch {
            throw StoreFailure(path(of: "root"), "\(error)")
        }
    }
}
