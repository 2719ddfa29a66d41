/// What callbacks of one loop write and its test reads.
final class Box<Value> {
    var value: Value
    init(_ value: Value) { self.value = value }
}
