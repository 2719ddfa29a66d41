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
        let recorder = Recorder(Scope(root: folder.path)) { text in text.split(separator: "\n").last.map(String.init) }
        return try recorder.record("/usr/bin/python3", ["-I", "-S", "-c", script, folder.path])
    }
}
