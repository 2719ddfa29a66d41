import Foundation
import Support
import Testing

@testable import Launch

extension OwnProcessTests {
    @Test(.enabled(if: Machine.hasLandlock, "this kernel has no Landlock")) func `a fence leaves only what is within`() async {
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryFolder()
            for name in ["read", "write"] { _ = try folder.makeFolder(name) }
            for name in ["read/a", "single", "other"] { try folder.write("x", to: name) }
            Fence.enter(reading: [folder.path("read"), folder.path("single")], writing: [folder.path("write")])

            for name in ["read/a", "single"] { #expect(access(folder.path(name), R_OK) == 0 && open(folder.path(name), O_RDONLY) >= 0) }
            #expect(open(folder.path("write/new"), O_WRONLY | O_CREAT | O_EXCL, 0o644) >= 0)
            for (name, flags) in [("other", O_RDONLY), ("read/a", O_WRONLY), ("new", O_WRONLY | O_CREAT), ("write/../other", O_RDONLY)] {
                #expect(open(folder.path(name), flags, 0o644) == -1 && errno == EACCES, "\(name)")
            }
            #expect(unlink(folder.path("read/a")) == -1 && rename(folder.path("write/new"), folder.path("new")) == -1)
            #expect(open("/proc/self/status", O_RDONLY) == -1)
            var none: [UnsafeMutablePointer<CChar>?] = [nil]
            #expect(execve("/bin/true", &none, &none) == -1 && errno == EACCES)
        }
    }

    @Test func `where a path is not there, no fence hides the reason`() async {
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryFolder()
            Fence.enter(reading: [folder.path("missing")], writing: [folder.path])
            #expect(open(folder.path("missing"), O_RDONLY) == -1 && errno == ENOENT)
            #expect(open("/proc/self/status", O_RDONLY) >= 0)
        }
    }
}
