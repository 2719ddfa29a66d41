import Contracts

extension Lifecycle {
    enum Position: Hashable {
        case `in`(UpdateContract.Stage)
        case ended

        var stage: UpdateContract.Stage? {
            if case .in(let stage) = self { stage } else { nil }
        }
    }

    enum Event: Hashable {
        /// Discovery found something newer; what belongs together is one update.
        case found([UpdateContract.Target])
        case nothing
        /// The policy's verdict, and why in words.
        case judged(ChannelsContract.Verdict, String)
        case done(UpdateContract.Stage)
        case failed(UpdateContract.Stage, Fault)
        /// The time of ``Lifecycle/deadline``; too early, it is nothing.
        case deadline
        case cancel
        /// The process is asked to end.
        case shutdown
        /// The process has started anew, or ``Action/inspect`` is answered: this is what the journal says, and why it was so, where it
        /// says that too.
        case resumed(JournalFinding, because: String? = nil)

        /// The stage whose work says it, where only that stage may hear it.
        var ofStage: UpdateContract.Stage? {
            switch self {
            case .done(let stage), .failed(let stage, _): stage
            default: nil
            }
        }
    }

    enum Action: Hashable {
        /// Write it down, durably, before anything that follows.
        case save
        /// `event.update.<stage>`.
        case announce
        /// Begin the work of a stage; `report` keeps the outcome with the update's id as its key.
        case work(UpdateContract.Stage)
        /// Stop the work under way; nothing more of it is heard.
        case halt
        /// Ask the journal what became of the transaction.
        case inspect
        /// For the report: why the first attempt, by deltas, was left.
        case detour(Fault)
        /// To who asked for the end.
        case answer(CancelAnswer)
        /// On stderr: the report could not be kept.
        case shout
    }

    enum CancelAnswer: String, Hashable, CaseIterable {
        case cancelled
        case rollingBack = "rolling-back"
        case tooLate = "too-late"
        case nothing
    }
}
