import Contracts
import Support
import Testing

@testable import Update

extension OwnProcessTests {
    /// What is found out before anything is touched.
    @Suite struct RefusedReleaseTests {
        private let router: HostedRouter

        init() throws {
            router = try HostedRouter()
            try router.install("web", "1.0.0")
        }

        @Test func `a tree that is damaged after its download is thrown away, and comes again`() throws {
            try router.release("web", "2.0.0")
            try router.start()
            try router.work { works async throws in
                let job = works.job("u1", try await works.discovery.look(Look()))
                try await works.perform([.download], job)
                let file = "\(job.luggage.trees["web"] ?? "")/run"
                let damaged = try ProgramBeside.run("/bin/sh", ["-c", "echo x >> \(file); cat \(file)"])
                #expect(damaged.hasSuffix("x\n"))
                let fault = await #expect(throws: Fault.self) { try await works.perform([.verification], job) }
                #expect(fault?.kind == .release && fault?.words == "web 2.0.0: run is not as it was published", "\(fault?.words ?? "")")
                #expect(job.luggage.trees["web"] == nil && !exists(file))
                try await works.perform([.download, .verification], job)
            }
        }

        @Test func `a delta that is no good is passed over for the whole, and the report says so`() throws {
            let text = (0..<4000).map { "line \($0)\n" }.joined()
            try router.release("web", "2.0.0", "", adding: ["text": text])
            try router.release("web", "2.1.0", "", adding: ["text": text + "and one more\n"])
            let deltas = try ProgramBeside.run(
                "/bin/sh",
                ["-c", "for f in \(router.publication.path("w"))/repository/targets/stable/*.delta; do echo spoilt >$f && echo $f; done"])
            #expect(deltas.contains("web-2.1.0-all-from-2.0.0.delta"), "\(deltas)")
            try router.start()
            try router.work { works async throws in
                let first = works.job("u1", try await works.discovery.look(Look(ids: ["web"], version: "2.0.0")))
                try await works.perform(HostedWorks.forward + [.validation, .commit], first)
                let next = works.job("u2", try await works.discovery.look(Look()))
                try await works.perform([.download, .verification], next)
                #expect(first.luggage.detours.isEmpty && next.luggage.detours.count == 1)
                let words = next.luggage.detours.first ?? ""
                #expect(words.hasPrefix("web did not come by the delta from 2.0.0: an artifact of 'stable' is refused"), "\(words)")
            }
        }

        @Test func `what the host would refuse is refused before anything is stopped for it`() throws {
            try router.release("web", "2.0.0", "", adding: ["plugin.toml": HostedRouter.manifest("web", "1.9.0")])
            try router.release("web", "2.1.0", "", adding: ["plugin.toml": "id = 7\n"])
            try router.start()
            let words = try router.work { works async throws in
                var words: [String] = []
                for version in ["2.0.0", "2.1.0"] {
                    let job = works.job("u", try await works.discovery.look(Look(ids: ["web"], version: version)))
                    let fault = await #expect(throws: Fault.self) { try await works.perform([.download, .verification], job) }
                    words.append(fault?.words ?? "")
                    await works.stockroom.tidy(keeping: nil)
                }
                return words
            }
            #expect(words.first == "web 2.0.0: its plugin.toml says version 1.9.0")
            #expect(words.last?.contains("'id'") == true || words.last?.contains("no plugin.toml") == true, "\(words)")
        }

        @Test func `a runtime is not replaced where no guard watches it`() throws {
            try router.start()
            try router.work { works async throws in
                #expect(try await works.discovery.look(Look()).isEmpty)
                let core = UpdateContract.Candidate(id: "core", version: "9.0.0", installed: "1.0.0", channel: "stable")
                let fault = await #expect(throws: Fault.self) { try await works.perform([.preparation], works.job("u", [core])) }
                #expect(fault == .unguarded)
            }
        }

        @Test func `who asks for what is nowhere hears where it was looked for`() throws {
            try router.start()
            let place = router.folder.path("stick")
            try router.work { works async throws in
                let nowhere = await #expect(throws: LookFailure.self) { try await works.discovery.look(Look(place: .folder(place))) }
                #expect(nowhere?.words.contains(place) == true, "\(nowhere?.words ?? "")")
            }
        }
    }
}
