import EventLoop
import Wire

/// The guard, as the rest of the host sees it: what it is asked for, and what its end means.
extension Host {
    func connect(toGuard inheritance: GuardInheritance) {
        if let problem = inheritance.problem { trouble("no guard watches this host: \(problem)") }
        guard let descriptor = inheritance.descriptor else { return }
        do throws(UVError) {
            guardLink = try GuardLink(
                adopting: descriptor, on: loop, trouble: { [unowned self] words in trouble(words) },
                gone: { [unowned self] in stop("the guard is gone, nobody would watch this host") })
        } catch {
            trouble("no guard watches this host: \(error.description)")
        }
    }

    var isGuarded: Bool { guardLink?.isOpen == true }

    /// `kernel.confirm`: the guard keeps the release that runs.
    func confirm(_ body: JSON, _ answer: @escaping KernelService.Answer) {
        let transaction = body["transaction"] ?? .null
        guard transaction == .null || transaction.string.map(GuardAnswer.isTransaction) == true else {
            let words = "the body must be {\"transaction\": \"…\"}, of at most 64 letters, digits and '-', or empty"
            return answer(.failure(KernelService.Refusal(code: 400, words: words)))
        }
        guard let guardLink, guardLink.isOpen else {
            return answer(.failure(KernelService.Refusal(code: 503, words: "no guard watches this host")))
        }
        guardLink.confirm(transaction.string ?? "-") { outcome in
            answer(outcome.refusal.map { .failure($0) } ?? .success(["confirmed": true]))
        }
    }

    /// `kernel.restart`: everything ends, and the guard starts what the slots say by then.
    func restart(_ answer: KernelService.Answer) {
        guard isGuarded else {
            let words = "no guard watches this host, so nobody would start it again; restart roost run yourself"
            return answer(.failure(KernelService.Refusal(code: 503, words: words)))
        }
        guard !supervisor.isStopping else { return answer(.failure(KernelService.Refusal(.hostIsStopping))) }
        answer(.success(["restarting": true]))
        stop("kernel.restart") { [unowned self] end in
            if let guardLink { guardLink.sayRestart(then: end) } else { end() }
        }
    }
}

extension ConfirmationOutcome {
    /// Nil for success.
    fileprivate var refusal: KernelService.Refusal? {
        switch self {
        case .confirmed: nil
        case .refused(let words): KernelService.Refusal(code: 409, words: words)
        case .busy(let other):
            KernelService.Refusal(code: 409, words: "the guard is being asked to confirm transaction '\(other)'; ask again in a moment")
        case .overdue:
            KernelService.Refusal(code: 504, words: "the guard has not answered in time; it may still do it, ask again")
        case .unheard: KernelService.Refusal(code: 503, words: "the guard does not read what it is told")
        case .gone: KernelService.Refusal(code: 503, words: "the guard is gone")
        }
    }
}
