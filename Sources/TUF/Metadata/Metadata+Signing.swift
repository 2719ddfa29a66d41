public import Trust

extension Metadata {
    /// With the signature of `key`, in place of an older one of the same key.
    public func signed(by key: PrivateKey) throws(KeyError) -> Metadata {
        let id: ExactText
        let bytes: [UInt8]
        let publicKey = try key.publicKey()
        do throws(OpenSSLError) {
            id = try Key(publicKey).id
            bytes = try key.sign(signedBytes)
        } catch {
            throw .signing(error)
        }
        return Metadata(signed, signedBytes, signatures.filter { $0.keyID != id } + [Signature(keyID: id, bytes: bytes)])
    }

    public func signed(by keys: some Sequence<PrivateKey>) throws(KeyError) -> Metadata {
        var metadata = self
        for key in keys { metadata = try metadata.signed(by: key) }
        return metadata
    }

    /// The file.
    public var bytes: [UInt8] {
        let signatures = CanonicalJSON.array(signatures.map(\.json)).fileBytes
        return Array(#"{"signatures":"#.utf8) + signatures + Array(#","signed":"#.utf8) + CanonicalJSON.fileBytes(ofCanonical: signedBytes)
            + [UInt8(ascii: "}")]
    }
}
