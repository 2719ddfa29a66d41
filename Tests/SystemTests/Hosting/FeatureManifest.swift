/// A manifest to be written into a home.
struct FeatureManifest {
    var id: String
    var version = "1.0.0"
    var command: [String]
    var kind = "daemon"
    /// More lines of TOML; tables as dotted keys.
    var more: [String] = []

    /// A daemon that is a shell script.
    static func shell(_ id: String, _ script: String, _ more: String...) -> FeatureManifest {
        FeatureManifest(id: id, command: ["/bin/sh", "-c", script], more: more)
    }

    /// A daemon that does nothing, for ever.
    static func sleeper(_ id: String, _ more: String...) -> FeatureManifest {
        FeatureManifest(id: id, command: ["sleep", "100000"], more: more)
    }

    /// A plugin in Perl, which speaks the bus through `say3` and hears it line by line through `hear`.
    static func perl(_ id: String, _ program: String, _ more: String...) -> FeatureManifest {
        let health = more.contains { $0.hasPrefix("health") } ? [] : ["health.by = 'started'"]
        return FeatureManifest(
            id: id, command: ["/usr/bin/perl", "-e", prelude + program], kind: "plugin", more: more + health)
    }

    private static let prelude = """
        use strict; use warnings; open(my $bus, '+<&=', 3) or die "no descriptor 3: $!";
        sub say3 { my $text = shift; my $done = 0;
          while ($done < length $text) { my $n = syswrite($bus, $text, length($text) - $done, $done); die "bus: $!" unless defined $n; $done += $n } }
        my $heard = ''; sub more { my $n = sysread($bus, $heard, 65536, length $heard); exit 0 unless $n }
        sub hear { more() until $heard =~ s/^(.*?)\\r\\n//; return $1 }
        sub take { my $size = shift; more() until length $heard >= $size + 2; my $body = substr($heard, 0, $size); substr($heard, 0, $size + 2) = ''; return $body }
        sub hello { say3("CONNECT {\\"verbose\\":false,\\"headers\\":true,\\"no_responders\\":true}\\r\\n") }
        sub ready { say3("PUB kernel.ready 0\\r\\n\\r\\n") }

        """

    var text: String {
        let words = command.map(Self.quoted).joined(separator: ", ")
        let head = ["id = \"\(id)\"", "version = \"\(version)\"", "exec = [\(words)]", "kind = \"\(kind)\""]
        return (head + more).joined(separator: "\n") + "\n"
    }

    /// TOML's basic string.
    private static func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\\": "\\\\"
            case "\"": "\\\""
            case "\n": "\\n"
            case "\t": "\\t"
            default: String(scalar)
            }
        }
        return "\"\(escaped.joined())\""
    }
}
