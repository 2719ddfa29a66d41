// Appends "PID NANOSECONDS" (CLOCK_MONOTONIC, read first of all) to a file, then sleeps for ever: a feature that says when it was exec'd.
// Started under the name `run` it is a runit service and writes to `stamps` in its folder.
int stamp(const char *path);

// Becomes COMMAND, which ends by SIGTERM when the one who started it ends.
int tether(char **command);

// Runs COMMAND to its end, and writes two numbers to a file: the most kilobytes it had resident, and the most that were its own, looked at
// every 2 ms. Gives its status. A child of so small a process, since the kernel counts what the one had that a process was forked from
// as well. With a group, it joins that first (cgroup.procs).
int peak(const char *path, const char *group, char **command);
