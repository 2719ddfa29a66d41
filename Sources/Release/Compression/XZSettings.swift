import CLzma

/// How to compress. What unpacks it needs the dictionary and some 40 KiB more.
struct XZSettings: Sendable, Equatable {
    var dictionary: UInt32
    var filter: BranchFilter?
    /// Bits of the byte before, and of the position, that a literal's odds depend on; and of the position, for all else.
    var (lc, lp, pb): (UInt32, UInt32, UInt32) = (3, 0, 2)

    init(dictionary: UInt32, filter: BranchFilter? = nil) { (self.dictionary, self.filter) = (dictionary, filter) }

    /// For a patch, whose numbers and differences lie at no particular multiple: 1 % smaller so. A larger dictionary gains nothing.
    static var forPatches: XZSettings {
        var settings = XZSettings(dictionary: DeltaArtifact.dictionary)
        settings.pb = 0
        return settings
    }

    /// What a decoder has to be allowed for a dictionary of that size.
    static func memory(dictionary: UInt32) -> UInt64 { UInt64(dictionary) + 256 << 10 }

    /// (lzma_lzma_preset, level 9 extreme)
    var options: lzma_options_lzma {
        var options = lzma_options_lzma()
        precondition(lzma_lzma_preset(&options, 9 | roost_preset_extreme) == 0, "liblzma does not know its own preset")
        (options.dict_size, options.lc, options.lp, options.pb) = (dictionary, lc, lp, pb)
        return options
    }
}
