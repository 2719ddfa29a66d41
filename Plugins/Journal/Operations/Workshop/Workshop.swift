import Contracts
import Files

/// Where the operations of a transaction are carried out, one step at a time. It blocks while the disk does.
struct Workshop: Sendable {
    let home: OpenFolder
    let deeds: Deeds
    let child: DatabaseChild

    init(home: OpenFolder, deeds: Deeds = Deeds(), child: DatabaseChild) { (self.home, self.deeds, self.child) = (home, deeds, child) }

    /// The same, with a child that has no longer than this, and ends when it is called back.
    func hurried(to seconds: Double, _ recall: Recall = Recall()) -> Workshop {
        var child = child
        child.recall = recall
        if seconds < Double(child.deadline) / 1000 { child.deadline = max(1, Int64(seconds * 1000)) }
        return Workshop(home: home, deeds: deeds, child: child)
    }

    /// One that leaves trees that are to go for later: see ``leavings(of:)``.
    var leavingTrees: Workshop { Workshop(home: home, deeds: deeds.leavingTrees(), child: child) }

    /// Does a step, or the rest of it if it was cut.
    func perform(_ step: Step, of operation: JournalContract.Operation, _ tag: Tag) throws(OperationFailure) {
        do throws(OperationFailure) {
            if step == .stage || step == .migrate { try settleFolders(of: operation) }
            try work(operation, tag, for: step).perform(step)
        } catch .ground(.missing) where step == .undo || step == .finish {
            // What was kept lay in that folder; whoever removed it removed that too.
        }
    }

    private func work(_ operation: JournalContract.Operation, _ tag: Tag, for step: Step) throws(OperationFailure) -> any Work {
        switch operation {
        case .move(let from, let to):
            let target = try place(to)
            return MoveWork(from: try source(from, target, tag, for: step), to: target, tag, deeds)
        case .swapLink(let link, let to):
            if step == .switch { try checkGoal(to, of: link) }
            return LinkWork(link: try swap(link, tag), text: to)
        case .writeFile(let path, let content, let mode):
            return FileWork(file: try swap(path, tag), bytes: try Self.bytes(content), mode: try Self.mode(mode))
        case .removeTree(let path): return RemovalWork(tree: try swap(path, tag))
        case .snapshotDatabase(let path, let to):
            let target = try place(to)
            return SnapshotWork(of: try source(path, target, tag, for: step), to: target, tag, deeds, child)
        case .migrateDatabase(let path, let scripts):
            let database = try place(path)
            let folder = step == .migrate ? try self.folder(scripts) : database.folder
            return MigrationWork(database, scripts: folder, tag, deeds, child)
        case .armTrial(let previous, let slot, let deadline):
            let file = try swap(SlotFiles.folder.text + "/" + Trial.name, tag)
            let trial = Trial(
                transaction: String(tag.transaction), previous: try Self.slot(previous), slot: try Self.slot(slot), deadline: deadline)
            return TrialWork(slots: file.place.folder, trial: trial, file: file)
        }
    }

    /// A link to nothing would be found out only by who needs it.
    private func checkGoal(_ text: String, of link: String) throws(OperationFailure) {
        let folder = try Self.path(link).folder
        do throws(GroundRefusal) {
            let goal = try LinkGoal.path(text, in: folder)
            guard try home.folder(goal.folder, crossing: true, shown: goal.text).look(at: goal.name) != nil else {
                throw .missing(path: goal.text)
            }
        } catch {
            throw .ground(error)
        }
    }

    private func swap(_ path: String, _ tag: Tag) throws(OperationFailure) -> Swap { Swap(try place(path), tag, deeds) }

    private func place(_ text: String) throws(OperationFailure) -> Place { try home.place(try Self.path(text)) }

    /// The ways out do without the folder it came from, if that is gone: what was moved is then removed beside the target.
    private func source(_ text: String, _ target: Place, _ tag: Tag, for step: Step) throws(OperationFailure) -> Place {
        do throws(OperationFailure) {
            return try place(text)
        } catch .ground(.missing) where step == .undo || step == .finish {
            return target.beside(tag.name(.dropped))
        }
    }

    private func folder(_ text: String) throws(OperationFailure) -> OpenFolder {
        let path = try Self.path(text)
        do throws(GroundRefusal) {
            return try home.folder(path, crossing: true, shown: text)
        } catch {
            throw .ground(error)
        }
    }
}
