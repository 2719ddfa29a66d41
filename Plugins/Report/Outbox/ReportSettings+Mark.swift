import Manifests
import Trust

extension ReportSettings.Sink {
    /// By which it is known to be as it was: the same, but for a secret, of which only the digest stays.
    var mark: ReportSettings.Sink {
        guard case .webhook(let url, let secret) = target else { return self }
        var mark = self
        mark.target = .webhook(url: url, secret: Digest(.sha256, of: secret.utf8).description)
        return mark
    }
}
