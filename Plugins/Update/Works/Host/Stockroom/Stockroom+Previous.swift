extension Stockroom {
    /// Removes copies that an earlier version has left and the one before the present does not come back with.
    ///
    /// Only between updates: the journal's own files, with a point before their names, are not looked at even then.
    func tidyPrevious() {
        for id in names(in: site.previous) {
            // What cannot be read may be another version's: it is left alone.
            guard let kept = previous(of: id) else { continue }
            let wanted = Set(kept.databases.values).union(["tree", PreviousVersion.file])
            for name in names(in: site.previous(id)) where !name.hasPrefix(".") && !wanted.contains(name) {
                remove("\(site.previous(id))/\(name)")
            }
        }
    }
}
