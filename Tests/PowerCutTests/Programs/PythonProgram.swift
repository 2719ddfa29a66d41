import PowerCut
import Support

/// A small real program, recorded in a folder of its own. Its lines on standard output are promises.
struct PythonProgram {
    /// Knows `folder`; `say` promises something.
    let script: String

    init(_ script: String) {
        self.script =
            "import os, sys\nfolder = sys.argv[1]\nos.chdir(folder)\ndef say(words): os.write(1, (words + '\\n').encode())\n" + script
    }

    func record(in files: [String: String] = [:]) throws -> Recording {
        let folder = try TemporaryFolder("recorded")
        for (name, text) in files { try folder.write(text, to: name) }
        return try record(at: folder.path)
    }

    func record(at folder: String) throws -> Recording {
        let recorder = Recorder(Scope(root: folder)) { text in text.split(separator: "\n").last.map(String.init) }
        return try recorder.record("/usr/bin/python3", arguments(folder))
    }

    func run(in folder: String) throws {
        let process = try ServerProcess("/usr/bin/python3", arguments(folder))
        guard try process.waitForEnd() == .exited(0) else { throw RecordingError(words: process.errors) }
    }

    private func arguments(_ folder: String) -> [String] { ["-I", "-S", "-c", script, folder] }
}
