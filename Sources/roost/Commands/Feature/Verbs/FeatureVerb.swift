import Contracts

/// One of the commands the kernel takes about a feature.
protocol FeatureVerb {
    static var command: KernelContract.Command { get }
    static var abstract: String { get }
    static var discussion: String { get }
    /// What is said while one waits.
    static var doing: String { get }
}
