import Glibc

/// What programs run on, by Debian's words.
public enum Architecture {
    /// Of this machine; a word of the kernel's own that Debian has none for is given as it is. (uname)
    public static var current: String {
        var name = utsname()
        uname(&name)
        let machine = withUnsafeBytes(of: &name.machine) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        return debianWord(for: machine)
    }

    static func debianWord(for machine: String) -> String {
        switch machine {
        case "x86_64": "amd64"
        case "aarch64": "arm64"
        case "armv7l", "armv8l": "armhf"
        case "armv5tel", "armv6l": "armel"
        case "i386", "i486", "i586", "i686": "i386"
        case "mips": "mips"
        case "ppc64le": "ppc64el"
        default: machine
        }
    }
}
