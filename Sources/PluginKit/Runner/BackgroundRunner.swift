/// The actor, for those who do not know what it was made to run.
protocol BackgroundRunner: Actor {
    func runBackground() async
}
