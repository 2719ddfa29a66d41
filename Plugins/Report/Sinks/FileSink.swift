import Contracts
import Manifests

/// Into a file of bounded size, line by line.
struct FileSink: Sink {
    let file: RotatedFile
    let format: ReportSettings.Format

    init(_ file: RotatedFile, format: ReportSettings.Format) { (self.file, self.format) = (file, format) }

    func deliver(_ entry: ReportContract.Entry) async -> Delivery.Attempt {
        let problem = await file.append(format.line(entry))
        return problem.map { .failed($0, retryAfter: nil) } ?? .delivered
    }
}
