import Contracts

/// What everyone may hear of an update.
enum News: Equatable {
    case step(UpdateContract.Step)
    case report(UpdateContract.Report)
    case notice(ReportContract.Notification)
}
