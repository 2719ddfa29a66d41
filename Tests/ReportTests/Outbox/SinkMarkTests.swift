import Manifests
import Testing

@testable import Report

@Suite struct SinkMarkTests {
    private func webhook(_ secret: String) -> ReportSettings.Sink {
        .init(name: "webhook", target: .webhook(url: "https://a/b", secret: secret), severity: .warning)
    }

    @Test func `a sink is known by its mark, which keeps no secret`() {
        let secret = "0123456789abcdef"
        #expect(webhook(secret).mark == webhook(secret).mark && webhook(secret).mark != webhook(secret + "0").mark)
        #expect(!"\(webhook(secret).mark)".contains(secret))
        #expect(ReportSettings.Sink.log.mark == .log)
    }
}
