import Glibc
package import Trust

/// The private keys at hand: PEM files in some folders, each read when it is first needed.
///
/// A key's file is called `ROLE-BEGIN.pem`, BEGIN being the first eight digits of the key's id.
package final class KeyRing {
    /// Asked for the passphrase of the encrypted key in this file; nil where nobody knows.
    package typealias Ask = (_ path: String) throws(PublishingError) -> Secret?

    /// Far above the file of the largest key.
    private static let longest = 64 << 10

    private let folders: [String]
    private let ask: Ask
    private var known: [Secret] = []
    private var loaded: [String: PrivateKey] = [:]

    package init(folders: [String], ask: @escaping Ask) { (self.folders, self.ask) = (folders, ask) }

    static func fileName(role: String, id: String) -> String { "\(role)-\(id.prefix(8)).pem" }

    /// Whether it is such a name: a channel's name may be the beginning of another one's.
    static func isFileName(_ name: String, role: String) -> Bool {
        let digits = name.utf8.dropFirst(role.utf8.count + 1).dropLast(4)
        return digits.count == 8 && digits.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
            && name == fileName(role: role, id: String(Substring(digits)))
    }

    /// Nil if no folder has its file.
    func key(role: String, id: String) throws(PublishingError) -> PrivateKey? {
        if let key = loaded[id] { return key }
        let name = Self.fileName(role: role, id: id)
        guard let path = place(of: name) else { return nil }
        let key = try read(path)
        guard try Self.id(of: key, path) == id else { throw .key(path: path, problem: .other) }
        loaded[id] = key
        return key
    }

    /// Where a folder has it; else where it may be, and reading it will say why it cannot be had. (access)
    private func place(of name: String) -> String? {
        let places = folders.map { "\($0)/\(name)" }
        return places.first { access($0, F_OK) == 0 } ?? places.first { access($0, F_OK) != 0 && errno != ENOENT && errno != ENOTDIR }
    }

    /// All of a role's, by the names of their files; each once.
    func keys(of role: String) throws(PublishingError) -> [(id: String, key: PrivateKey)] {
        var keys: [(id: String, key: PrivateKey)] = []
        for folder in folders {
            for name in try Shelf(folder).names() where Self.isFileName(name, role: role) {
                let path = "\(folder)/\(name)"
                let key = try read(path)
                let id = try Self.id(of: key, path)
                guard name == Self.fileName(role: role, id: id) else { throw .key(path: path, problem: .other) }
                if !keys.contains(where: { $0.id == id }) { keys.append((id, key)) }
            }
        }
        return keys
    }

    func remember(_ key: PrivateKey, id: String) { loaded[id] = key }

    func read(_ path: String) throws(PublishingError) -> PrivateKey {
        let text = try Self.text(of: path)
        guard text.withBytes({ $0.contains("ENCRYPTED".utf8) }) else { return try Self.parse(text, nil, path) }
        // Most often one passphrase is all there is.
        for passphrase in known {
            do throws(KeyError) { return try PrivateKey(pem: text, passphrase: passphrase) } catch {}
        }
        let passphrase = try ask(path)
        let key = try Self.parse(text, passphrase, path)
        if let passphrase { known.append(passphrase) }
        return key
    }

    private static func parse(_ text: Secret, _ passphrase: Secret?, _ path: String) throws(PublishingError) -> PrivateKey {
        do throws(KeyError) {
            return try PrivateKey(pem: text, passphrase: passphrase)
        } catch .passphrase {
            throw .key(path: path, problem: .passphrase(given: passphrase != nil))
        } catch {
            throw .key(path: path, problem: .unusable(error))
        }
    }

    /// Whoever may read a key, may sign; whoever may write it, may sign later. (open, fstat, read)
    private static func text(of path: String) throws(PublishingError) -> Secret {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw .last(path) }
        defer { close(file) }
        let status = try InputFile.status(of: file, path)
        guard status.st_mode & 0o077 == 0 else { throw .key(path: path, problem: .open(mode: status.st_mode & 0o777)) }
        guard status.st_uid == 0 || status.st_uid == geteuid() else { throw .key(path: path, problem: .owner(status.st_uid)) }
        guard status.st_size <= longest else { throw .file(path: path, words: "larger than \(longest) bytes") }
        return try Secret(capacity: longest) { (memory) throws(PublishingError) in
            try InputFile.fill(memory, from: file, path)
        }
    }
}
