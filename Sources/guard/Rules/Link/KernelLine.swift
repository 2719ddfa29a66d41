/// What the kernel says on the link.
enum KernelLine: Equatable {
    case beat
    case ready
    case restart
    /// The transaction whose trial is to be confirmed; none means the one under way.
    case confirm(Identifier)

    /// Nil for what no kernel says.
    init?(_ line: ArraySlice<UInt8>) {
        if line.elementsEqual("beat".utf8) {
            self = .beat
        } else if line.elementsEqual("ready".utf8) {
            self = .ready
        } else if line.elementsEqual("restart".utf8) {
            self = .restart
        } else {
            let head = Array("confirm".utf8)
            guard line.starts(with: head) else { return nil }
            let rest = line.dropFirst(head.count)
            guard rest.isEmpty || rest.first == 0x20 else { return nil }
            guard let transaction = rest.isEmpty ? Identifier.none : Identifier(rest.dropFirst()) else { return nil }
            self = .confirm(transaction)
        }
    }
}
