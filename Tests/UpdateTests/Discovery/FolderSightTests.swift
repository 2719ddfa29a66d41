import Testing

@testable import Update

@Suite struct FolderSightTests {
    private let one = FolderSight.Stamp(device: 1, inode: 1, size: 10, nanoseconds: 1)
    private let other = FolderSight.Stamp(device: 1, inode: 1, size: 11, nanoseconds: 2)

    @Test func `a repository is taken once it has stayed the same for a scan, and only once`() {
        var sight = FolderSight()
        #expect([nil, one, one, one, one].map { sight.scan($0) } == [false, false, true, false, false])
    }

    @Test func `one that is still being copied is waited for`() {
        var sight = FolderSight()
        #expect([one, other, one, other, other].map { sight.scan($0) } == [false, false, false, false, true])
    }

    @Test func `what changes, or is taken out and put in again, is looked at again`() {
        var sight = FolderSight()
        #expect([one, one, other, other, nil, other, other].map { sight.scan($0) } == [false, true, false, true, false, false, true])
    }

    @Test func `one that could not be used is tried again, later and later, five times in all`() {
        var (sight, tries, scans) = (FolderSight(), 0, [Int]())
        for scan in 0..<500 where sight.scan(one) {
            tries += 1
            scans.append(scan)
            sight.failed()
        }
        #expect(tries == 5 && zip(scans, scans.dropFirst()).map { $1 - $0 } == [6, 12, 24, 48])
    }
}
