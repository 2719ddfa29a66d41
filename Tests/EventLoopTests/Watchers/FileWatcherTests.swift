import EventLoop
import Glibc
import Support
import Testing

@Suite struct FileWatcherTests {
    @Test func `a new entry of a folder is told by name`() throws {
        let loop = Loop.forTest()
        let folder = try TemporaryFolder("loop")
        let names = Box<[String?]>([])
        let watcher = try FileWatcher(folder.path, on: loop) { name in
            names.value.append(name)
            loop.stop()
        }
        close(open(folder.path("plugin.toml"), O_CREAT | O_WRONLY, 0o600))
        loop.run(within: 10_000)
        #expect(names.value.first == "plugin.toml")
        watcher.close()
        loop.close()
    }

    @Test func `with a pause it is told once for all that happens meanwhile, and hears again afterwards`() throws {
        let loop = Loop.forTest()
        let folder = try TemporaryFolder("loop")
        let (calls, wanted, files) = (Box(0), Box(3), Box(0))
        let watcher = try FileWatcher(folder.path, pause: 300, on: loop) { _ in
            calls.value += 1
            if calls.value == wanted.value { loop.stop() }
        }
        func write() {
            files.value += 1
            close(open(folder.path("file\(files.value)"), O_CREAT | O_WRONLY, 0o600))
        }
        let writer = Timer(on: loop) { write() }
        writer.start(after: 0, repeating: 1)
        let start = loop.now
        loop.run(within: 10_000)
        #expect(loop.now - start >= 600)
        writer.close()
        // What happened in the last pause is not told any more; what happens after it is.
        loop.run(for: 400)
        wanted.value = calls.value + 1
        write()
        loop.run(within: 10_000)
        watcher.close()
        loop.close()
    }

    @Test func `a folder that goes while it pauses is told`() throws {
        let loop = Loop.forTest()
        let folder = try TemporaryFolder("loop")
        mkdir(folder.path("inner"), 0o700)
        let calls = Box(0)
        let watcher = try FileWatcher(folder.path("inner"), pause: 50, on: loop) { _ in
            calls.value += 1
            if calls.value == 1 { rmdir(folder.path("inner")) } else { loop.stop() }
        }
        close(open(folder.path("inner/file"), O_CREAT | O_WRONLY, 0o600))
        unlink(folder.path("inner/file"))
        loop.run(within: 10_000)
        #expect(calls.value == 2)
        watcher.close()
        loop.close()
    }

    @Test func `a folder that is not there is refused`() {
        let loop = Loop.forTest()
        #expect(throws: UVError.noEntry) { try FileWatcher("/nonexistent", on: loop) { _ in } }
        loop.close()
    }
}
