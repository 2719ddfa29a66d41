import Glibc

/// A library or program of Debian's, of which the archive has two versions at a time: stable's and stable-security's.
struct DebianFile {
    let package: String
    /// Its path's beginning in the package; the largest of what begins so.
    let path: String
    /// How many versions back from the newest: 0 for the newest pair.
    var age = 0

    /// Eight of the ten pairs; the other two are ours.
    static let all = [
        DebianFile(package: "nginx", path: "usr/sbin/nginx"), DebianFile(package: "libssl3", path: "usr/lib/*/libcrypto.so.3"),
        DebianFile(package: "libssl3", path: "usr/lib/*/libcrypto.so.3", age: 1),
        DebianFile(package: "python3.11-minimal", path: "usr/bin/python3.11"),
        DebianFile(package: "postgresql-15", path: "usr/lib/postgresql/15/bin/postgres"),
        DebianFile(package: "bind9-libs", path: "usr/lib/*/libdns-*.so"), DebianFile(package: "libcurl4", path: "usr/lib/*/libcurl.so.4*"),
        DebianFile(package: "libnode108", path: "usr/lib/*/libnode.so.108"),
    ]

    /// Downloads what is not in the folder yet. Nil if the archive has one version only.
    func pair(in folder: String) throws(BenchFailure) -> FilePair? {
        let versions = try versions()
        guard versions.count > age + 1 else { return nil }
        let (new, old) = (versions[age], versions[age + 1])
        return FilePair(name: "\(package) \(old) → \(new)", old: try file(old, folder), new: try file(new, folder))
    }

    /// The newest first; one that two parts of the archive have is one.
    private func versions() throws(BenchFailure) -> [String] {
        let list = try shell("apt-cache madison '\(package)' | awk '{ print $3 }' | awk '!seen[$0]++'")
        return list.split(separator: "\n").map(String.init)
    }

    private func file(_ version: String, _ folder: String) throws(BenchFailure) -> String {
        let place = "\(folder)/\(package)_\(version)"
        if access(place, F_OK) != 0 {
            let commands = [
                "set -e", "mkdir -p '\(place).part'", "cd '\(place).part'", "apt-get download -qq '\(package)=\(version)' >/dev/null",
                "dpkg-deb -x *.deb .", "rm *.deb", "mv '\(place).part' '\(place)'",
            ]
            _ = try shell(commands.joined(separator: "; "))
        }
        let found = try shell("find '\(place)'/\(path) -type f -printf '%s %p\\n' | sort -n | tail -n 1 | cut -d' ' -f2-")
        guard !found.isEmpty else { throw .cannot("\(package) \(version) has no \(path)") }
        return found
    }
}
