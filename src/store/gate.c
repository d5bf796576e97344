/*
 * The gate file. A waiter sleeps in flock(LOCK_EX) itself, not in a retry loop, so that nobody starves; a helper thread
 * does the sleeping, because flock() has no time limit and a signal to cut it short would need a handler of our own.
 * The thread exists only while somebody has to wait.
 */
#include "gate.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "place.h"

struct gate {
	int fd;
	char *path;
	mode_t mode;
	bool made;
	sigset_t old_mask;
};

struct gate_waiter {
	int fd;
	int error;
	sem_t done;
};

/* Open the file, or make it with exactly g->mode, owned like the office when we are root. */
static int gate_file(struct gate *g, const struct stat *owner)
{
	int flags = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;
	/* arch: opens the gate file, which no engine locks */
	int fd = open(g->path, O_RDWR | O_CREAT | O_EXCL | flags, g->mode);

	if (fd >= 0) {
		g->made = true;
		if (owner != NULL && geteuid() == 0 &&
			fchown(fd, owner->st_uid, owner->st_gid) != 0) {
			close(fd);
			return -1;
		}
		if (fchmod(fd, g->mode) == 0)
			return fd;
		close(fd);
		return -1;
	}
	if (errno != EEXIST)
		return -1;
	/* arch: opens the gate file */
	fd = open(g->path, O_RDWR | flags);
	if (fd < 0 && errno == EACCES)
		fd = open(g->path, O_RDONLY | flags); /* arch: opens the gate file */
	return fd;
}

enum status gate_open(const struct place *p, struct gate **out, struct err *err)
{
	struct gate *g = mem_alloc(sizeof *g);
	struct stat st;

	g->path = mem_printf("%s.gate", p->real);
	g->mode = place_mode(p);
	g->fd = gate_file(g, p->exists ? &p->st : NULL);
	if (g->fd < 0) {
		enum status status = err_errno(err, g->path);

		gate_close(g);
		return status;
	}
	if (fstat(g->fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		enum status status = err_set(err, ST_IO, _("%s is not a regular file."), g->path);

		gate_close(g);
		return status;
	}
	*out = g;
	return ST_OK;
}

void gate_close(struct gate *g)
{
	if (g == NULL)
		return;
	if (g->fd >= 0)
		close(g->fd);
	free(g->path);
	free(g);
}

const char *gate_path(const struct gate *g)
{
	return g->path;
}

bool gate_was_made(const struct gate *g)
{
	return g->made;
}

static void *gate_wait_thread(void *arg)
{
	struct gate_waiter *w = arg;
	int rc;

	pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL);
	do
		rc = flock(w->fd, LOCK_EX);
	while (rc != 0 && errno == EINTR);
	pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, NULL);
	w->error = rc != 0 ? errno : 0;
	sem_post(&w->done);
	return NULL;
}

static struct timespec gate_deadline(int wait_ms)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	t.tv_sec += wait_ms / 1000;
	t.tv_nsec += (long)(wait_ms % 1000) * 1000000L;
	if (t.tv_nsec >= 1000000000L) {
		t.tv_sec++;
		t.tv_nsec -= 1000000000L;
	}
	return t;
}

/* 0, or the error number; ETIMEDOUT when the time is up. */
static int gate_wait(int fd, int wait_ms)
{
	struct gate_waiter w = {.fd = fd};
	struct timespec until = gate_deadline(wait_ms);
	sigset_t all, old;
	pthread_t thread;
	int rc;

	sem_init(&w.done, 0, 0);
	sigfillset(&all);
	pthread_sigmask(
		SIG_SETMASK, &all, &old); /* the program's handlers do not run in the helper */
	rc = pthread_create(&thread, NULL, gate_wait_thread, &w);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	if (rc != 0) {
		sem_destroy(&w.done);
		return rc;
	}
	do
		rc = sem_clockwait(&w.done, CLOCK_MONOTONIC, &until) == 0 ? 0 : errno;
	while (rc == EINTR);
	if (rc != 0)
		pthread_cancel(thread);
	pthread_join(thread, NULL);
	if (rc != 0)
		flock(fd, LOCK_UN); /* it may have come in the very last moment */
	sem_destroy(&w.done);
	return rc != 0 ? rc : w.error;
}

/* Somebody may have removed the file and others lock a new one: a lock counts only on the file that has the name. */
static bool gate_is_current(const struct gate *g)
{
	struct stat mine, named;

	return fstat(g->fd, &mine) == 0 && stat(g->path, &named) == 0 &&
	       mine.st_dev == named.st_dev && mine.st_ino == named.st_ino;
}

static int gate_lock(const struct gate *g, int wait_ms)
{
	if (flock(g->fd, LOCK_EX | LOCK_NB) == 0)
		return 0;
	if (errno != EWOULDBLOCK && errno != EINTR)
		return errno;
	return wait_ms > 0 ? gate_wait(g->fd, wait_ms) : ETIMEDOUT;
}

static void gate_block_signals(sigset_t *old)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGTSTP);
	pthread_sigmask(SIG_BLOCK, &set, old);
}

enum status gate_enter(struct gate *g, int wait_ms, struct err *err)
{
	int tries, rc;

	for (tries = 0; tries < 5; tries++) {
		rc = gate_lock(g, wait_ms);
		if (rc == ETIMEDOUT)
			return err_set(err, ST_BUSY,
				_("Another program has been writing for a long time. Try again "
				  "later."));
		if (rc != 0) {
			errno = rc;
			return err_errno(err, g->path);
		}
		if (gate_is_current(g)) {
			gate_block_signals(&g->old_mask);
			return ST_OK;
		}
		close(g->fd);
		g->fd = gate_file(g, NULL);
		if (g->fd < 0)
			return err_errno(err, g->path);
	}
	return err_set(err, ST_IO, _("%s keeps changing. Something else uses this name."), g->path);
}

void gate_leave(struct gate *g, bool touched)
{
	if (touched)
		(void)futimens(g->fd, NULL); /* only a hint: watchers look by a timer as well */
	flock(g->fd, LOCK_UN);
	pthread_sigmask(SIG_SETMASK, &g->old_mask, NULL);
}
