import PowerCut
import Testing

/// Each recording is compared with the disk at its end, byte for byte; what cannot be modelled must be refused.
struct RecorderTests {
    @Test(arguments: [
        "f = os.open('a', os.O_RDWR | os.O_CREAT); os.write(f, b'1234'); os.lseek(f, 1, 0); os.write(f, b'x'); os.read(f, 1); os.write(f, b'y')",
        "f = os.open('old', os.O_WRONLY | os.O_APPEND); os.lseek(f, 0, 0); os.write(f, b'more'); os.pwrite(f, b'still more', 0)",
        "f = os.open('a', os.O_RDWR | os.O_CREAT); g = os.dup(f); os.write(f, b'12'); os.write(g, b'34'); os.dup2(g, 77); os.write(77, b'56')",
        "f = os.open('a', os.O_RDWR | os.O_CREAT); os.posix_fallocate(f, 0, 5000); os.ftruncate(f, 4000); os.pwritev(f, [b'a', b'bc'], 4090)",
        "open('old', 'w').write('new'); os.truncate('old', 2); os.chmod('old', 0o600); os.umask(0o77); open('a', 'w')",
        "os.mkdir('d'); os.rename('old', 'd/new'); os.link('d/new', 'e'); os.unlink('d/new'); os.rmdir('d'); os.symlink('e', 'f')",
        "os.symlink('.', 'here'); open('here/here/a', 'w').write('through links'); os.rename('here/a', 'b'); os.chmod('here/b', 0o600)",
        "f = os.open('old', os.O_WRONLY); os.rename('old', 'renamed'); os.unlink('renamed'); os.write(f, b'gone'); os.fsync(f)",
        "os.mkdir('d'); p = os.open('d', os.O_RDONLY); os.mkdir('k', dir_fd=p); os.chdir('d/k'); open('a', 'w').write('deep'); os.rename('a', '../b')",
        "f = os.open('a', os.O_RDWR | os.O_CREAT); p = os.fork(); os.write(f, b'p' if p else b'c')\nif not p: os._exit(0)\nos.wait()",
    ])
    func `the model ends where the disk does`(_ script: String) throws {
        let recording = try PythonProgram(script).record(in: ["old": "old text"])
        #expect(!recording.events.isEmpty)
    }

    @Test func `threads that write and sync at once are told apart`() throws {
        let recording = try PythonProgram(
            """
            import threading
            def work(n):
                f = os.open('f%d' % n, os.O_RDWR | os.O_CREAT)
                for i in range(30): os.write(f, b'%d' % n * 100); os.fsync(f)
                os.close(f)
            threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
            [t.start() for t in threads]; [t.join() for t in threads]
            """
        ).record()
        #expect(recording.events.filter(\.isSync).count == 120)
        #expect(recording.events.enumerated().allSatisfy { $1.covers <= $0 })
    }

    @Test(arguments: [
        "import mmap; f = os.open('old', os.O_RDWR); mmap.mmap(f, 0)[0:1] = b'x'",
        "f = os.open('old', os.O_RDWR); os.copy_file_range(f, f, 1, 0, 4)",
        "f = os.open('old', os.O_RDONLY); g = os.open('a', os.O_WRONLY | os.O_CREAT); os.sendfile(g, f, 0, 4)",
        "os.open('.', os.O_TMPFILE | os.O_RDWR)",
        "os.setxattr('old', 'user.a', b'b')",
        "os.mkfifo('pipe')",
        "os.rename('old', '/tmp/powercut.out'); os.unlink('/tmp/powercut.out')",
        "open('/tmp/powercut.in', 'w'); os.rename('/tmp/powercut.in', 'a')",
    ])
    func `what no model knows is refused`(_ script: String) {
        let error = #expect(throws: RecordingError.self) { try PythonProgram(script).record(in: ["old": "old text"]) }
        #expect(error?.line != nil, "refused for what it did, not because it failed: \(error?.words ?? "")")
    }

    @Test func `a program that fails is no recording`() {
        let error = #expect(throws: RecordingError.self) { try PythonProgram("sys.exit('no, thanks')").record() }
        #expect(error?.words.contains("no, thanks") == true)
    }

    @Test func `a sync covers only what had ended before it began`() throws {
        let recording = try PythonProgram("f = os.open('a', os.O_RDWR | os.O_CREAT | os.O_DSYNC); os.write(f, b'1'); say('one')").record()
        #expect(recording.events.map(\.words).count == 4)
        #expect(recording.events[2].isSync && recording.events[2].covers == 2)
        #expect(recording.events[3].deed == .said("one"))
    }
}
