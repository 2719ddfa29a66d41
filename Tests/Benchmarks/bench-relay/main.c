// The floor: the least hub that still speaks NATS (CONNECT, PING, SUB, UNSUB and PUB with exact subjects) on a unix socket, over epoll.
// One read buffer for all peers, parsed in place; what a subscriber gets is gathered and sent once per loop turn.
// Its only bound: a publisher is not read while a subscriber of its has more than HIGH bytes pending.
#define _GNU_SOURCE
#include "tools.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { CHUNK = 65536, LARGEST = 1 << 20, HIGH = 1 << 18, BUCKETS = 4096 };

struct peer {
    int fd, dirty, gone, holds;                     // holds: a publisher waits for this one
    char *left; size_t left_length;                 // an operation whose end has not come yet
    char *out; size_t out_start, out_end, out_room;
    struct peer *waits_for, *next_dirty, *next;
};
struct subscription { struct peer *peer; char subject[256], sid[32]; size_t subject_length, sid_length; struct subscription *next; };

static int epoll;
static struct peer *peers, *dirty;
static struct subscription *table[BUCKETS];
static char input[CHUNK + LARGEST + 8192];

static size_t bucket(const char *subject, size_t length) {
    size_t hash = 14695981039346656037u;
    for (size_t i = 0; i < length; i++) hash = (hash ^ (unsigned char)subject[i]) * 1099511628211u;
    return hash % BUCKETS;
}

static void watch(struct peer *peer) {
    uint32_t wanted = (peer->waits_for ? 0 : EPOLLIN) | (peer->out_end > peer->out_start ? EPOLLOUT : 0);
    epoll_ctl(epoll, EPOLL_CTL_MOD, peer->fd, &(struct epoll_event){.events = wanted, .data.ptr = peer});
}

static char *room(struct peer *peer, size_t length) {
    if (!peer->dirty) { peer->dirty = 1; peer->next_dirty = dirty; dirty = peer; }
    if (peer->out_end + length > peer->out_room) {
        memmove(peer->out, peer->out + peer->out_start, peer->out_end -= peer->out_start);
        peer->out_start = 0;
        while (peer->out_end + length > peer->out_room) peer->out_room = peer->out_room ? peer->out_room * 2 : CHUNK;
        if (!(peer->out = realloc(peer->out, peer->out_room))) abort();
    }
    return peer->out + peer->out_end;
}

static void say(struct peer *peer, const char *text, size_t length) {
    memcpy(room(peer, length), text, length);
    peer->out_end += length;
}

static void release(struct peer *full) {
    full->holds = 0;
    for (struct peer *peer = peers; peer; peer = peer->next)
        if (peer->waits_for == full) { peer->waits_for = NULL; watch(peer); }
}

static void flush(struct peer *peer) {
    size_t pending = peer->out_end - peer->out_start;
    ssize_t sent = pending ? send(peer->fd, peer->out + peer->out_start, pending, MSG_DONTWAIT | MSG_NOSIGNAL) : 0;
    if (sent < 0) { if (errno == EAGAIN) watch(peer); else peer->gone = 1; return; }
    peer->out_start += sent;
    if (peer->out_start == peer->out_end) peer->out_start = peer->out_end = 0;
    if ((size_t)sent < pending) watch(peer);
    if (peer->holds && pending - sent < HIGH / 2) release(peer);
}

static void unsubscribe(struct peer *peer, const char *sid, size_t length) {
    for (size_t i = 0; i < BUCKETS; i++)
        for (struct subscription **at = &table[i]; *at;) {
            struct subscription *it = *at;
            if (it->peer == peer && (!sid || (it->sid_length == length && !memcmp(it->sid, sid, length)))) { *at = it->next; free(it); }
            else at = &it->next;
        }
}

static void end(struct peer *peer) {
    unsubscribe(peer, NULL, 0);
    release(peer);
    for (struct peer **at = &peers; *at; at = &(*at)->next) if (*at == peer) { *at = peer->next; break; }
    close(peer->fd);
    free(peer->left); free(peer->out); free(peer);
}

struct word { char *at; size_t length; };

static int words(char *from, char *to, struct word *found, int limit) {
    int count = 0;
    while (from < to && count < limit) {
        while (from < to && *from == ' ') from++;
        char *start = from;
        while (from < to && *from != ' ') from++;
        if (from > start) found[count++] = (struct word){start, from - start};
    }
    return count;
}

static void subscribe(struct peer *peer, struct word subject, struct word sid) {
    struct subscription *new = calloc(1, sizeof *new);
    if (!new || subject.length > sizeof new->subject || sid.length > sizeof new->sid) abort();
    *new = (struct subscription){.peer = peer, .subject_length = subject.length, .sid_length = sid.length};
    memcpy(new->subject, subject.at, subject.length);
    memcpy(new->sid, sid.at, sid.length);
    size_t slot = bucket(subject.at, subject.length);
    new->next = table[slot];
    table[slot] = new;
}

static void deliver(struct peer *from, struct word subject, struct word reply, struct word size, const char *payload, size_t length) {
    for (struct subscription *it = table[bucket(subject.at, subject.length)]; it; it = it->next) {
        if (it->subject_length != subject.length || memcmp(it->subject, subject.at, subject.length)) continue;
        char *start = room(it->peer, length + subject.length + reply.length + 64), *p = mempcpy(start, "MSG ", 4);
        p = mempcpy(p, subject.at, subject.length); *p++ = ' ';
        p = mempcpy(p, it->sid, it->sid_length); *p++ = ' ';
        if (reply.length) { p = mempcpy(p, reply.at, reply.length); *p++ = ' '; }
        p = mempcpy(p, size.at, size.length); *p++ = '\r'; *p++ = '\n';
        p = mempcpy(p, payload, length + 2);                                     // the payload's own CR LF with it
        it->peer->out_end += p - start;
        if (it->peer->out_end - it->peer->out_start > HIGH) { from->waits_for = it->peer; it->peer->holds = 1; }
    }
}

// One operation; how many bytes it took, 0 if it is not whole yet, -1 if the peer is to be cut off.
static ssize_t operation(struct peer *peer, char *at, char *limit) {
    char *line_end = memchr(at, '\n', limit - at);
    if (!line_end) return limit - at > 4096 ? -1 : 0;
    struct word word[4];
    int count = words(at, line_end - (line_end > at && line_end[-1] == '\r'), word, 4);
    ssize_t line = line_end + 1 - at;
    if (at[0] == 'P' && at[1] == 'U' && count >= 3) {
        size_t length = strtoul(word[count - 1].at, NULL, 10);
        if (length > LARGEST) return -1;
        if ((size_t)(limit - line_end - 1) < length + 2) return 0;
        deliver(peer, word[1], count == 4 ? word[2] : (struct word){0}, word[count - 1], line_end + 1, length);
        return line + length + 2;
    }
    if (at[0] == 'P' && at[1] == 'I') say(peer, "PONG\r\n", 6);
    else if (at[0] == 'S' && count == 3) subscribe(peer, word[1], word[2]);
    else if (at[0] == 'U' && count >= 2) unsubscribe(peer, word[1].at, word[1].length);
    else if (at[0] != 'C' && at[0] != 'P') return -1;
    return line;
}

static void hear(struct peer *peer) {
    if (peer->left_length) memcpy(input, peer->left, peer->left_length);
    ssize_t got = recv(peer->fd, input + peer->left_length, CHUNK, MSG_DONTWAIT);
    if (got <= 0) { peer->gone = got == 0 || errno != EAGAIN; return; }
    char *at = input, *limit = input + peer->left_length + got;
    ssize_t took = 1;
    while (at < limit && (took = operation(peer, at, limit)) > 0) at += took;
    if (took < 0) peer->gone = 1;
    if ((peer->left_length = limit - at)) {
        if (!(peer->left = realloc(peer->left, peer->left_length))) abort();
        memcpy(peer->left, at, peer->left_length);
    }
    if (peer->waits_for) watch(peer);
}

static void greet(int listener) {
    struct peer *peer = calloc(1, sizeof *peer);
    if (!peer) abort();
    *peer = (struct peer){.fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC), .next = peers};
    if (peer->fd < 0) { free(peer); return; }
    peers = peer;
    epoll_ctl(epoll, EPOLL_CTL_ADD, peer->fd, &(struct epoll_event){.events = EPOLLIN, .data.ptr = peer});
    static const char info[] = "INFO {\"server_name\":\"relay\",\"max_payload\":1048576}\r\n";
    say(peer, info, sizeof info - 1);
}

static void turn(int listener) {
    struct epoll_event events[64];
    int count = epoll_wait(epoll, events, 64, -1);
    for (int i = 0; i < count; i++) {
        struct peer *peer = events[i].data.ptr;
        if (!peer) { greet(listener); continue; }
        if (events[i].events & EPOLLOUT) {
            flush(peer);
            if (peer->out_end == 0) watch(peer);
        }
        if (events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) hear(peer);
    }
    for (struct peer *peer; (peer = dirty); peer->dirty = 0) { dirty = peer->next_dirty; flush(peer); }
    for (struct peer *peer = peers, *next; peer; peer = next) { next = peer->next; if (peer->gone) end(peer); }
}

static int relay(const char *path) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    unlink(path);
    if (bind(listener, (void *)&address, sizeof address) || listen(listener, 128)) { perror(path); return 1; }
    epoll = epoll_create1(EPOLL_CLOEXEC);
    epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &(struct epoll_event){.events = EPOLLIN});
    for (;;) turn(listener);
}

int main(int count, char **arguments) {
    const char *name = strrchr(arguments[0], '/');
    if (!strcmp(name ? name + 1 : arguments[0], "run")) return stamp("stamps");
    if (count == 3 && !strcmp(arguments[1], "relay")) return relay(arguments[2]);
    if (count == 3 && !strcmp(arguments[1], "stamp")) return stamp(arguments[2]);
    if (count > 2 && !strcmp(arguments[1], "tether")) return tether(arguments + 2);
    if (count > 4 && !strcmp(arguments[1], "peak")) return peak(arguments[2], arguments[3], arguments + 4);
    fputs("usage: bench-relay relay SOCKET | stamp FILE | tether COMMAND [ARGUMENT...] | peak FILE GROUP COMMAND [ARGUMENT...]\n", stderr);
    return 2;
}
