/* The owner's side of a job. */
#include "progress.h"

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/i18n.h"

enum { TICK_MS = 200, SILENT_MS = 500 };

static void draw(const struct session *s, const char *label, const struct job *job)
{
	int64_t done, total, elapsed_ms;

	job_state(job, &done, &total, &elapsed_ms);
	if (elapsed_ms < SILENT_MS)
		return;
	if (total > 0)
		fprintf(s->env.err, "\r%s %d %%  %lld s\033[K", label, (int)(done * 100 / total),
			(long long)(elapsed_ms / 1000));
	else
		fprintf(s->env.err, "\r%s %lld  %lld s\033[K", label, (long long)done,
			(long long)(elapsed_ms / 1000));
	fflush(s->env.err);
}

static bool has_begun(const struct job *job)
{
	int64_t done, total, elapsed_ms;

	job_state(job, &done, &total, &elapsed_ms);
	return done > 0 || total > 0;
}

/* At the second signal, or while the work waits, as if there were no handling: what is not committed rolls back. */
static void take_signal(int fd, struct job *job, bool waits, int *taken)
{
	struct signalfd_siginfo info;
	sigset_t one;

	if (read(fd, &info, sizeof(info)) != (ssize_t)sizeof(info))
		return;
	job_cancel(job);
	if (++*taken < 2 && !(waits && !has_begun(job)))
		return;
	sigemptyset(&one);
	sigaddset(&one, (int)info.ssi_signo);
	signal((int)info.ssi_signo, SIG_DFL);
	raise((int)info.ssi_signo);
	pthread_sigmask(SIG_UNBLOCK, &one, NULL);
}

static void wait_for(struct session *s, const char *label, bool waits, struct job *job, int signals)
{
	int taken = 0;
	bool shows = isatty(fileno(s->env.err));
	struct pollfd fds[2] = {
		{.fd = job_fd(job), .events = POLLIN}, {.fd = signals, .events = POLLIN}};

	while (!job_is_done(job)) {
		if (poll(fds, 2, TICK_MS) > 0 && (fds[1].revents & POLLIN))
			take_signal(signals, job, waits, &taken);
		if (shows)
			draw(s, label, job);
	}
	if (shows)
		fputs("\r\033[K", s->env.err);
}

enum status progress_run(
	struct session *s, const char *label, bool waits, job_fn *fn, void *arg, struct err *err)
{
	struct job *job;
	sigset_t stop, old;
	int signals;

	sigemptyset(&stop);
	sigaddset(&stop, SIGINT);
	sigaddset(&stop, SIGTERM);
	sigaddset(&stop, SIGHUP);
	pthread_sigmask(SIG_BLOCK, &stop, &old);
	signals = signalfd(-1, &stop, SFD_CLOEXEC | SFD_NONBLOCK);
	job = job_start(fn, arg);
	wait_for(s, label, waits, job, signals);
	if (signals >= 0)
		close(signals);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	return job_finish(job, err);
}
