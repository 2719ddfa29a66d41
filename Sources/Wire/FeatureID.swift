/// The rule for ids of features: `[a-z][a-z0-9-]{0,47}`.
public enum FeatureID {
    public static func isValid(_ text: String) -> Bool {
        guard let first = text.utf8.first, text.utf8.count <= 48 else { return false }
        let isLetter = { (byte: UInt8) in (0x61...0x7A).contains(byte) }
        return isLetter(first) && text.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") }
    }
}
