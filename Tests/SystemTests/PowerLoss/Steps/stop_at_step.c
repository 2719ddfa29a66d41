// Preloaded into the processes of a host: every call that changes what its disk holds for good is a step, counted for all of them
// together in the file that CRASH_STEPS names. From the step on at which they are to stop, none of these calls ever comes back: so the
// power can go exactly there.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

// The same numbers stand in StepCounter.swift.
struct steps {
    _Atomic uint64_t counts[2];    // of all steps, and of those in which the journal writes something down
    uint64_t counted;              // which of the two says where to stop
    _Atomic uint64_t stop;         // at this one; 0 is at none
    _Atomic uint64_t stopped;      // 2 once it can be read where
    char place[1024];
};

static struct steps *steps;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("CRASH_STEPS");
    int file = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
    if (file < 0) return;
    void *shared = mmap(NULL, sizeof(struct steps), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (shared != MAP_FAILED) steps = shared;
}

static void step(const char *call, const char *name) {
    if (!steps) return;
    int error = errno, is_journal = strstr(name, "/journal.db-wal") != NULL;
    uint64_t all = atomic_fetch_add(&steps->counts[0], 1) + 1;
    uint64_t journal = is_journal ? atomic_fetch_add(&steps->counts[1], 1) + 1 : 0;
    uint64_t stop = atomic_load(&steps->stop), number = steps->counted ? journal : all;
    if (atomic_load(&steps->stopped) || (stop && number >= stop)) {
        uint64_t first = 0;
        if (atomic_compare_exchange_strong(&steps->stopped, &first, 1)) {
            snprintf(steps->place, sizeof steps->place, "%s %s in %s", call, name, program_invocation_short_name);
            atomic_store(&steps->stopped, 2);
        }
        for (;;) pause();
    }
    errno = error;
}

static void step_of(const char *call, int descriptor) {
    char link[64], name[900];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, name, sizeof name - 1);
    name[length > 0 ? length : 0] = 0;
    step(call, name);
}

#define next(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

// After a sync the disk holds what it held before, as long as nobody cuts the power for good: one step.
int fsync(int file) { step_of("fsync", file); return next(fsync)(file); }
int fdatasync(int file) { step_of("fdatasync", file); return next(fdatasync)(file); }

// What takes another place is there before it is told anywhere: two.
#define twice(call, name, done) step("before " call, name); int result = done; step("after " call, name); return result

int rename(const char *from, const char *to) { twice("rename", to, next(rename)(from, to)); }
int renameat(int old, const char *from, int new, const char *to) { twice("renameat", to, next(renameat)(old, from, new, to)); }
int renameat2(int old, const char *from, int new, const char *to, unsigned int flags) {
    twice("renameat2", to, next(renameat2)(old, from, new, to, flags));
}
int symlinkat(const char *to, int folder, const char *name) { twice("symlinkat", name, next(symlinkat)(to, folder, name)); }
int mkdirat(int folder, const char *name, mode_t mode) { twice("mkdirat", name, next(mkdirat)(folder, name, mode)); }

int unlink(const char *name) { step("unlink", name); return next(unlink)(name); }
int unlinkat(int folder, const char *name, int flags) { step("unlinkat", name); return next(unlinkat)(folder, name, flags); }
