import Contracts

/// All of them.
enum FeatureVerbs {
    enum Start: FeatureVerb {
        static let command = KernelContract.Command.start
        static let abstract = "Start features that are stopped."
        static let discussion = "Returns when they are ready, or have failed. A disabled feature is refused: reset or enable it first."
        static let doing = "starting"
    }

    enum Stop: FeatureVerb {
        static let command = KernelContract.Command.stop
        static let abstract = "Stop features until they are started, or the host is."
        static let discussion = "Returns when they have ended: by their stop signal, or killed when their time for it is over."
        static let doing = "stopping"
    }

    enum Restart: FeatureVerb {
        static let command = KernelContract.Command.restart
        static let abstract = "Stop features and start them again."
        static let discussion = "Returns when they are ready again, or have failed."
        static let doing = "restarting"
    }

    enum Enable: FeatureVerb {
        static let command = KernelContract.Command.enable
        static let abstract = "Let disabled features run again, and start them."
        static let discussion = "Whoever disabled them: an operator, or the host after too many crashes, which are then forgotten."
        static let doing = "enabling"
    }

    enum Disable: FeatureVerb {
        static let command = KernelContract.Command.disable
        static let abstract = "Stop features and keep them stopped, also after a reboot."
        static let discussion = "Lifted by 'enable'."
        static let doing = "disabling"
    }

    enum Reset: FeatureVerb {
        static let command = KernelContract.Command.reset
        static let abstract = "Forget the crashes of features; those disabled or waiting because of them start anew."
        static let discussion = "For one disabled due to repeated errors, once the cause is mended. It does not lift an operator's ban."
        static let doing = "resetting"
    }
}
