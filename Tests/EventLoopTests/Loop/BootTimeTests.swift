import EventLoop
import Testing

@Suite struct BootTimeTests {
    @Test func `boot time goes on`() {
        let begin = BootTime.now()
        while BootTime.now() == begin {}
        #expect(BootTime.now() > begin)
    }

    @Test func `the boot has a name`() {
        #expect(BootTime.bootID.utf8.count == 36)
        #expect(!BootTime.bootID.contains("\n"))
    }

    @Test func `times are subtracted and moved in milliseconds`() {
        let time = BootTime(milliseconds: 100)
        #expect((time + 50) - time == 50)
    }
}
