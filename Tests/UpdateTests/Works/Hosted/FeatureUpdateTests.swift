import Contracts
import Support
import Testing

@testable import Update

extension OwnProcessTests {
    /// The works on a real host, with a real journal and a real repository.
    @Suite struct FeatureUpdateTests {
        private let router: HostedRouter

        init() throws { router = try HostedRouter() }

        @Test func `a feature is found, replaced, found good and committed, and the next version comes by delta`() throws {
            try router.install("web", "1.0.0")
            try router.release("web", "2.0.0")
            try router.release("web", "2.1.0", "# a comment")
            try router.start()
            try router.work { works async throws in
                #expect(try await works.discovery.look(Look()).map { "\($0.id) \($0.version) \($0.channel)" } == ["web 2.1.0 stable"])
                #expect(try await works.discovery.look(Look(ids: ["other"])).isEmpty)
                let found = try await works.discovery.look(Look(ids: ["web"], version: "2.0.0"))
                #expect(found.map(\.version) == ["2.0.0"] && found.map(\.installed) == ["1.0.0"])
                let first = works.job("u1", found)
                try await works.perform(HostedWorks.forward + [.validation, .commit], first)
                #expect(try await works.feature("web").map { "\($0.version ?? "") \($0.state)" } == "2.0.0 ready")
                #expect(
                    first.luggage.checks.allSatisfy { $0.after == "passed" } && first.luggage.checks.map(\.name).contains("probe shell"))
                // Nothing is downloaded from a folder.
                #expect(first.luggage.bytes == 0 && !exists(first.folder))
                #expect(await works.discovery.previous(of: "web")?.version == "1.0.0")

                let next = works.job("u2", try await works.discovery.look(Look()))
                try await works.perform(HostedWorks.forward + [.validation, .commit], next)
                #expect(try await works.feature("web")?.version == "2.1.0")
                #expect(try await works.discovery.look(Look()).isEmpty, "what is installed is no candidate")
                #expect(try await works.endings().map { "\($0.id) \($0.end)" } == ["u1 committed", "u2 committed"])
            }
        }

        @Test func `a version that crashes is found out, and the one before is back with its data to the byte`() throws {
            try router.install("web", "1.0.0", "[ -e $ROOST_DATA/app.db ] || { cp \(database) $ROOST_DATA/app.db; }")
            try router.release("web", "2.0.0", "echo more >> $ROOST_DATA/app.db; exit 3")
            try router.start()
            let before = readBytes(router.folder.path("data/web/app.db"))
            #expect(!before.isEmpty)
            try router.work { works async throws in
                let job = works.job("u1", try await works.discovery.look(Look()))
                try await works.perform(HostedWorks.forward, job)
                let fault = await #expect(throws: Fault.self) { try await works.perform([.validation], job) }
                #expect(
                    fault?.kind == .health && fault?.words.contains("'web' crashed: exited with status 3") == true, "\(fault?.words ?? "")")
                #expect(job.luggage.checks.contains { $0.name == "feature web" && $0.counts })
                let back = works.job("u1", job.luggage.candidates, reason: fault, luggage: job.luggage)
                try await works.perform([.rollback], back)
                try await works.perform([.rollback], back)
                #expect(try await works.feature("web").map { "\($0.version ?? "")" } == "1.0.0")
                #expect(try await works.endings().map { "\($0.id) \($0.end)" } == ["u1 rolled-back"], "once, though it was asked twice")
                #expect(await works.discovery.previous(of: "web") == nil && !exists(back.folder))
            }
            #expect(readBytes(router.folder.path("data/web/app.db")) == before)
            #expect(!exists(router.folder.path("plugins/web/release.json")))
        }

        @Test func `a database is migrated with the release, and what it was comes back when one goes back later`() throws {
            try router.install("web", "1.0.0", "[ -e $ROOST_DATA/app.db ] || { cp \(database) $ROOST_DATA/app.db; }")
            try router.release(
                "web", "2.0.0", "", "--migrations", "app.db=sql", adding: ["sql/0001-more.sql": "CREATE TABLE more (a); \n"])
            try router.start()
            let place = router.folder.path("data/web/app.db")
            let tables = { try ProgramBeside.run("/usr/bin/env", ["python3", "-c", Self.tables, place]) }
            #expect(try tables() == "first\n")
            try router.work { works async throws in
                let job = works.job("u1", try await works.discovery.look(Look()))
                try await works.perform(HostedWorks.forward + [.validation, .commit], job)
            }
            #expect(try tables() == "first\nmore\n")
            try router.work { works async throws in
                let found = [try #require(await works.discovery.previous(of: "web"))]
                #expect(found.map(\.version) == ["1.0.0"])
                try await works.perform(HostedWorks.forward + [.validation, .commit], works.job("u2", found, place: .previous))
                #expect(try await works.feature("web").map { "\($0.version ?? "") \($0.state)" } == "1.0.0 ready")
                #expect(await works.discovery.previous(of: "web")?.version == "2.0.0", "and forward again")
            }
            #expect(try tables() == "first\n")
        }

        @Test func `a copy of a database is kept as long as the version it belongs to, and no longer`() throws {
            try router.install("web", "1.0.0", "[ -e $ROOST_DATA/app.db ] || { cp \(database) $ROOST_DATA/app.db; }")
            try router.release(
                "web", "2.0.0", "", "--migrations", "app.db=sql", adding: ["sql/0001-more.sql": "CREATE TABLE more (a); \n"])
            try router.start()
            let kept = router.folder.path("data/update/previous/web")
            let names = { try ProgramBeside.run("/bin/ls", ["-A", kept]) }
            try router.work { works async throws in
                try await works.update("u1", try await works.discovery.look(Look()))
                await works.stockroom.tidy(keeping: nil)
            }
            #expect(try names() == "0.db\nabout.json\ntree\n")
            try router.release("web", "2.1.0")
            try router.work { works async throws in
                try await works.update("u2", try await works.discovery.look(Look()))
                await works.stockroom.tidy(keeping: "u2")
                #expect(exists("\(kept)/0.db"), "what an update under way may need is not looked at")
                await works.stockroom.tidy(keeping: nil)
                #expect(await works.discovery.previous(of: "web")?.version == "2.0.0")
            }
            #expect(try names() == "about.json\ntree\n")
        }

        @Test func `several features in one update all stay, or all go back for the sake of one`() throws {
            for id in ["web", "dns"] {
                try router.install(id, "1.0.0", "[ -e $ROOST_DATA/app.db ] || { cp \(database) $ROOST_DATA/app.db; }")
            }
            for id in ["web", "dns"] { try router.release(id, "2.0.0") }
            try router.start()
            try router.work { works async throws in
                try await works.update("u1", try await works.discovery.look(Look()))
                #expect(try await Self.versions(works) == ["2.0.0", "2.0.0"])
            }
            try router.release("dns", "3.0.0", "echo more >> $ROOST_DATA/app.db; exit 3")
            try router.release("web", "3.0.0", "echo more >> $ROOST_DATA/app.db")
            let data = { ["dns", "web"].map { readBytes(router.folder.path("data/\($0)/app.db")) } }
            let before = data()
            try router.work { works async throws in
                let job = works.job("u2", try await works.discovery.look(Look()))
                #expect(job.targets.map(\.id).sorted() == ["dns", "web"])
                try await works.perform(HostedWorks.forward, job)
                #expect(try await Self.versions(works) == ["3.0.0", "3.0.0"])
                let fault = await #expect(throws: Fault.self) { try await works.perform([.validation], job) }
                #expect(fault?.words.contains("'dns' crashed") == true, "\(fault?.words ?? "")")
                try await works.perform([.rollback], works.job("u2", job.luggage.candidates, reason: fault, luggage: job.luggage))
                #expect(try await Self.versions(works) == ["2.0.0", "2.0.0"], "the good one too")
                #expect(try await works.feature("web")?.state == "ready")
                let endings = try await works.endings()
                #expect(endings.map { "\($0.id) \($0.end) \($0.targets.count)" } == ["u1 committed 2", "u2 rolled-back 2"])
            }
            #expect(data() == before)
        }

        /// Of dns and web.
        private static func versions(_ works: HostedWorks) async throws -> [String?] {
            [try await works.feature("dns")?.version, try await works.feature("web")?.version]
        }

        private static let tables =
            "import sqlite3, sys; print(*[r[0] for r in sqlite3.connect(sys.argv[1]).execute('select name from sqlite_master order by 1')], sep='\\n')"

        /// A database with one table, made once for a test.
        private var database: String {
            let path = router.folder.path("first.db")
            let program =
                "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('create table if not exists first (a)'); c.commit()"
            _ = try? ProgramBeside.run("/usr/bin/env", ["python3", "-c", program, path])
            return path
        }
    }
}
