/// The work of one stage of one update.
///
/// Returning is "done", throwing is "failed"; who is told does not ask twice. A cancelled task (`halt`) stops within seconds; what it
/// returns or throws then is nothing to anybody. Every work is repeatable: after a restart it is begun again with the same ``Job``
/// and the ``Luggage`` last kept, in whatever state its earlier attempt left things.
protocol StageWork {
    func perform(_ job: Job) async throws(Fault)
}
