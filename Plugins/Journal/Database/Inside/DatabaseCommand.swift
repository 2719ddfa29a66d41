/// `roost-database snapshot|migrate SOURCE COPY UID GID MEMORY PARENT`, with the folder as descriptor 3 and that of the scripts as 4.
///
/// Started by the journal, never by hand. Says on standard output that it still works, and how it ended.
public enum DatabaseCommand {
    public static func run(arguments: [String]) -> Int32 {
        guard let task = DatabaseTask(arguments) else {
            StandardError.write("roost-database is started by the journal only")
            return 2
        }
        do throws(DatabaseFailure) {
            try DatabaseCell.enter(task)
            try DatabaseWork(task, speaker: DatabaseSpeaker()).perform()
            DatabaseSpeaker.say(.done)
            return 0
        } catch {
            DatabaseSpeaker.say(.failed(words: error.words, isDiskFull: error.isDiskFull))
            return 1
        }
    }
}
