import Glibc

/// Descriptors kept for when no others are left: who knocks has to be looked at even then, or an operator could not come in.
final class SpareDescriptors {
    private var held: [Int32] = []
    private let count: Int

    init(_ count: Int) {
        self.count = count
        hold()
    }

    deinit { release() }

    /// They are free while `body` runs.
    func lend(to body: () -> Void) {
        release()
        body()
        hold()
    }

    /// What cannot be had now is tried again next time.
    private func hold() {
        while held.count < count, case let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC), descriptor >= 0 { held.append(descriptor) }
    }

    private func release() {
        for descriptor in held { close(descriptor) }
        held = []
    }
}
