import Glibc

/// Descriptors 0, 1 and 2: open in every process, whoever started it.
enum StandardDescriptors {
    /// Else the next files opened would be taken for them, and be read, written and handed to children. (fcntl, open)
    static func complete() {
        // In this order, since `open` takes the lowest that is free.
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
            _ = open("/dev/null", O_RDWR)
        }
    }
}
