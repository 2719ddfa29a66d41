extension ReleaseManifest {
    /// Every folder of the release, but for its top.
    var folders: Set<TreePath> {
        var folders: Set<TreePath> = []
        for entry in entries {
            var folder = entry.path.folder
            while let path = folder, folders.insert(path).inserted { folder = path.folder }
        }
        return folders
    }
}
