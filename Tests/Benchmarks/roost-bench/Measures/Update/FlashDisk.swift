import Glibc

/// An ext4 of its own on a loop device, whose every write is counted: a file's blocks, the journal and the metadata. Gone with its owner.
final class FlashDisk {
    let path: String
    private let device: String

    /// The file behind it takes no more room than is used. C programs: `mkfs.ext4`, `mount`.
    init(megabytes: Int, in folder: TemporaryFolder) throws(BenchFailure) {
        path = "\(folder.path)/disk"
        let image = "\(folder.path)/image"
        try makeFolder(path)
        // Else the kernel goes on writing tables in the background, which nobody asked for.
        _ = try shell("truncate -s \(megabytes)M '\(image)' && mkfs.ext4 -q -F -E lazy_itable_init=0,lazy_journal_init=0 '\(image)'")
        _ = try shell("mount -o loop '\(image)' '\(path)'")
        device = try shell("findmnt -n -o SOURCE '\(path)' | sed 's#.*/##'")
        chmod(path, 0o755)
    }

    /// Bytes that have got to the device since it is there, with what has been waiting for it.
    var written: Int {
        _ = try? shell("sync -f '\(path)'")
        let fields = (contents(of: "/sys/block/\(device)/stat") ?? "").split(separator: " ")
        return fields.count > 6 ? (Int(fields[6]) ?? 0) * 512 : 0
    }

    deinit { umount2(path, Int32(MNT_DETACH)) }
}
