import Files
import Glibc
import TUF
import Trust

extension KeyRing {
    /// TUF's name of a key.
    static func id(of key: PrivateKey, _ path: String) throws(PublishingError) -> String { try publicKey(of: key, path).id.string }

    static func publicKey(of key: PrivateKey, _ path: String) throws(PublishingError) -> Key {
        do throws(KeyError) {
            return try key.publishedKey()
        } catch {
            throw .key(path: path, problem: .unusable(error))
        }
    }

    /// So many keys for a role: those whose files a cut `init` left in `folder`, then new ones.
    ///
    /// Each is on the disk before anything is signed with it: what is signed by a lost key can never be changed again.
    func makeKeys(
        _ count: Int, for role: String, _ scheme: SignatureScheme, in folder: Shelf, passphrase: Secret?, reusing: Bool
    ) throws(PublishingError) -> [Key] {
        var keys: [Key] = []
        if reusing {
            for name in try folder.names().filter({ Self.isFileName($0, role: role) }).prefix(count) {
                keys.append(try adopt(folder.place(name), role: role))
            }
        }
        while keys.count < count { keys.append(try make(role, scheme, in: folder, passphrase)) }
        return keys
    }

    private func make(_ role: String, _ scheme: SignatureScheme, in folder: Shelf, _ passphrase: Secret?) throws(PublishingError) -> Key {
        let (key, text): (PrivateKey, Secret)
        do throws(KeyError) {
            key = try .made(scheme)
            text = try key.pem(passphrase: passphrase)
        } catch {
            throw .key(path: folder.path, problem: .unusable(error))
        }
        let published = try Self.publicKey(of: key, folder.path)
        try folder.write(text, to: Self.fileName(role: role, id: published.id.string))
        remember(key, id: published.id.string)
        return published
    }

    private func adopt(_ path: String, role: String) throws(PublishingError) -> Key {
        let key = try read(path)
        let published = try Self.publicKey(of: key, path)
        let name = Self.fileName(role: role, id: published.id.string)
        guard FilePath(path).beginning(before: "/\(name)") != nil else { throw .key(path: path, problem: .other) }
        remember(key, id: published.id.string)
        return published
    }
}

extension PrivateKey {
    fileprivate static func made(_ scheme: SignatureScheme) throws(KeyError) -> PrivateKey {
        do throws(OpenSSLError) { return try PrivateKey(generating: scheme) } catch { throw .signing(error) }
    }

    fileprivate func publishedKey() throws(KeyError) -> Key {
        let key = try publicKey()
        do throws(OpenSSLError) { return try Key(key) } catch { throw .signing(error) }
    }
}
