import Contracts

/// Finds out what could be installed.
protocol Discovery {
    /// Every release that is there, signed, for this architecture and not what is installed: the newest of the channel each one
    /// follows and the newest hotfix, or what the look asks for by name. Nothing is taken up by it, and nothing is judged.
    func look(_ look: Look) async throws(LookFailure) -> [UpdateContract.Candidate]

    /// What is here now, by id, the core with it: what was found a while ago may have been installed, or removed, since.
    func installed() async throws(LookFailure) -> [String: String]

    /// The version before, if it is still kept here, so that one can go back to it without a repository.
    func previous(of id: String) async -> UpdateContract.Candidate?
}
