#define _GNU_SOURCE
#include "tools.h"
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int stamp(const char *path) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    char line[64];
    int length = snprintf(line, sizeof line, "%d %lld\n", getpid(), now.tv_sec * 1000000000LL + now.tv_nsec);
    int file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (file < 0 || write(file, line, length) != length) { perror(path); return 1; }
    close(file);
    for (;;) pause();
}

int tether(char **command) {
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    execvp(command[0], command);
    perror(command[0]);
    return 127;
}

static int join(const char *group) {
    FILE *file = fopen(group, "we");
    if (!file) return -1;
    fprintf(file, "%d\n", getpid());
    return fclose(file);
}

// Kilobytes that are a process's own by now: pages of files it shares with others are not.
static long own(pid_t process) {
    char path[64], line[256];
    long kilobytes = 0;
    snprintf(path, sizeof path, "/proc/%d/status", process);
    FILE *file = fopen(path, "re");
    while (file && fgets(line, sizeof line, file)) sscanf(line, "RssAnon: %ld", &kilobytes);
    if (file) fclose(file);
    return kilobytes;
}

int peak(const char *path, const char *group, char **command) {
    pid_t child = fork();
    if (child == 0) {
        if (*group && join(group) != 0) { perror(group); _exit(127); }
        execvp(command[0], command);
        perror(command[0]);
        _exit(127);
    }
    int status = -1, ended = 0;
    long most = 0;
    struct rusage usage;
    while (child > 0 && (ended = wait4(child, &status, WNOHANG, &usage)) == 0) {
        long now = own(child);
        if (now > most) most = now;
        nanosleep(&(struct timespec){.tv_nsec = 2000000}, NULL);
    }
    if (ended != child) { perror("wait4"); return 1; }
    FILE *file = fopen(path, "we");
    if (!file) { perror(path); return 1; }
    fprintf(file, "%ld %ld\n", usage.ru_maxrss, most);
    fclose(file);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
