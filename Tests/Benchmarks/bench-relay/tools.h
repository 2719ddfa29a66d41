// Appends "PID NANOSECONDS" (CLOCK_MONOTONIC, read first of all) to a file, then sleeps for ever: a feature that says when it was exec'd.
// Started under the name `run` it is a runit service and writes to `stamps` in its folder.
int stamp(const char *path);

// Becomes COMMAND, which ends by SIGTERM when the one who started it ends.
int tether(char **command);
