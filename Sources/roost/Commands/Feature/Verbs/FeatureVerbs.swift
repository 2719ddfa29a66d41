internal import Contracts

/// All of them.
enum FeatureVerbs {
    enum Start: FeatureVerb {
        static let command = KernelContract.Command.start
        static let abstract = "Start features that are stopped."
        static let discussion = "A disabled feature is refused: reset or enable it first."
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
        static let discussion = "Returns when they have been started."
        static let doing = "restarting"
    }

    enum Enable: FeatureVerb {
        static let command = KernelContract.Command.enable
        static let abstract = "Let disabled features run again, and start them."
        static let discussion = "Their crashes stay counted; 'reset' forgets them as well."
        static let doing = "enabling"
    }

    enum Disable: FeatureVerb {
        static let command = KernelContract.Command.disable
        static let abstract = "Stop features and keep them stopped, also after a reboot."
        static let discussion = "Lifted by 'enable' and by 'reset'."
        static let doing = "disabling"
    }

    enum Reset: FeatureVerb {
        static let command = KernelContract.Command.reset
        static let abstract = "Forget the crashes of features and start them."
        static let discussion = "For a feature that was disabled due to repeated errors, once the cause is mended."
        static let doing = "resetting"
    }
}
