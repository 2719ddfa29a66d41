extension String {
    /// As much of its beginning as fits into so many bytes, in whole characters.
    func cut(to bytes: Int) -> String {
        guard utf8.count > bytes else { return self }
        var (end, room) = (startIndex, bytes)
        while true {
            let next = unicodeScalars.index(after: end)
            let size = utf8.distance(from: end, to: next)
            guard size <= room else { return String(self[..<end]) }
            (end, room) = (next, room - size)
        }
    }
}
