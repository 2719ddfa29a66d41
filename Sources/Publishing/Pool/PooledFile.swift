import TUF
import Trust

/// An artifact's file in the pool: its name, and what must be in it.
package struct PooledFile: Equatable, Sendable {
    /// Without folder and digest, as in `core-1.4.0-amd64.tar.xz`.
    package let name: String
    package let content: FileContent

    package init(name: String, content: FileContent) { (self.name, self.content) = (name, content) }

    /// Under which it lies in a folder, as consistent snapshots want it.
    var storedName: String { "\(content.digest).\(name)" }

    /// The target of this file in a channel.
    func path(in channel: String) -> ExactText { ExactText("\(channel)/\(name)") }
}
