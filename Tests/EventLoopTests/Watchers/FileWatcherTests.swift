import EventLoop
import Glibc
import Testing

@Suite struct FileWatcherTests {
    @Test func `a new entry of a folder is told by name`() throws {
        let loop = Loop.forTest()
        let folder = Folder()
        let names = Box<[String?]>([])
        let watcher = try FileWatcher(folder.path, on: loop) { name in
            names.value.append(name)
            loop.stop()
        }
        close(open(folder.file("plugin.toml"), O_CREAT | O_WRONLY, 0o600))
        loop.run(within: 10_000)
        #expect(names.value.first == "plugin.toml")
        watcher.close()
        loop.close()
    }

    @Test func `a folder that is not there is refused`() {
        let loop = Loop.forTest()
        #expect(throws: UVError.noEntry) { try FileWatcher("/nonexistent", on: loop) { _ in } }
        loop.close()
    }
}
