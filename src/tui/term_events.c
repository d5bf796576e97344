/*
 * The listening side of the terminal. Signal handlers only write a byte into a pipe; the wait polls it beside
 * standard input. Sizes come from the kernel when SIGWINCH has been seen: ncurses' own handling
 * loses the last resize of a burst.
 */
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

#include <ncurses.h>
#include <term.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "term_state.h"
#include "tui/input.h"
#include "tui/term.h"

enum { TERM_ESC_MS = 25, TERM_FDS_MAX = 16, TERM_READ = 4096 };

static const char term_idle_mark[] = "\033]7777;idle\033\\";
static const int term_signals[] = {SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT};
static const int term_fatal[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};

enum {
	TERM_SIGNALS = sizeof(term_signals) / sizeof(int),
	TERM_FATAL = sizeof(term_fatal) / sizeof(int)
};

struct term_events {
	int pipe[2];
	struct input *input;
	struct sigaction old[TERM_SIGNALS], old_fatal[TERM_FATAL];
	bool winch, hup, term, intr, tstp, cont; /* seen, not yet told */
	bool redraw;    /* tell EVENT_RESIZE even if the size is the same */
	bool idle_mark; /* KARTOTEKA_TEST_IDLE */
	bool has_next;  /* an event decoded by term_pending() */
	struct event next;
};

static struct term_events events = {.pipe = {-1, -1}};

static void term_on_signal(int sig)
{
	int kept = errno;
	unsigned char byte = (unsigned char)sig;

	(void)!write(events.pipe[1], &byte, 1);
	errno = kept;
}

/* Give the terminal back, then let it happen as if we were not here. */
static void term_on_fatal(int sig)
{
	term_emergency();
	for (int i = 0; i < TERM_FATAL; i++)
		if (term_fatal[i] == sig)
			sigaction(sig, &events.old_fatal[i], NULL);
	raise(sig);
}

static void term_catch(void)
{
	struct sigaction sa = {.sa_handler = term_on_signal, .sa_flags = SA_RESTART};

	sigemptyset(&sa.sa_mask);
	for (int i = 0; i < TERM_SIGNALS; i++)
		sigaction(term_signals[i], &sa, NULL);
}

/* Keys as terminfo says they are, for terminals with sequences of their own. */
void term_events_keys(void)
{
	static const struct {
		const char *cap;
		uint32_t key;
		unsigned mods;
	} caps[] = {
		{"kcuu1", K_UP, 0},
		{"kcud1", K_DOWN, 0},
		{"kcub1", K_LEFT, 0},
		{"kcuf1", K_RIGHT, 0},
		{"khome", K_HOME, 0},
		{"kend", K_END, 0},
		{"kpp", K_PGUP, 0},
		{"knp", K_PGDN, 0},
		{"kich1", K_INSERT, 0},
		{"kdch1", K_DELETE, 0},
		{"kcbt", K_TAB, MOD_SHIFT},
		{"kf1", K_F(1), 0},
		{"kf2", K_F(2), 0},
		{"kf3", K_F(3), 0},
		{"kf4", K_F(4), 0},
		{"kf5", K_F(5), 0},
		{"kf6", K_F(6), 0},
		{"kf7", K_F(7), 0},
		{"kf8", K_F(8), 0},
		{"kf9", K_F(9), 0},
		{"kf10", K_F(10), 0},
		{"kf11", K_F(11), 0},
		{"kf12", K_F(12), 0},
		{"kent", K_ENTER, 0},
	};

	for (size_t i = 0; i < sizeof(caps) / sizeof(caps[0]); i++) {
		const char *seq = tigetstr(caps[i].cap);

		if (seq != NULL && seq != (const char *)-1)
			input_define(events.input, seq, caps[i].key, caps[i].mods);
	}
}

/* Code points of the bytes 128..255; false when input is to be read as UTF-8. */
static bool term_high(uint32_t high[128])
{
	if (i18n_is_utf8() || strcmp(nl_langinfo(CODESET), "ANSI_X3.4-1968") == 0)
		return false;
	for (int i = 0; i < 128; i++) {
		wint_t c = btowc(i + 128);

		high[i] = c != WEOF && c >= 0xa0 ? (uint32_t)c : 0;
	}
	return true;
}

bool term_events_start(void)
{
	struct sigaction fatal = {.sa_handler = term_on_fatal};
	uint32_t high[128];
	const char *mark = getenv("KARTOTEKA_TEST_IDLE");

	if (pipe2(events.pipe, O_NONBLOCK | O_CLOEXEC) != 0)
		return false;
	events.input = input_new(term_high(high) ? high : NULL);
	events.idle_mark = mark != NULL && mark[0] != '\0';
	for (int i = 0; i < TERM_SIGNALS; i++)
		sigaction(term_signals[i], NULL, &events.old[i]);
	term_catch();
	sigemptyset(&fatal.sa_mask);
	for (int i = 0; i < TERM_FATAL; i++)
		sigaction(term_fatal[i], &fatal, &events.old_fatal[i]);
	return true;
}

void term_events_stop(void)
{
	for (int i = 0; i < TERM_SIGNALS; i++)
		sigaction(term_signals[i], &events.old[i], NULL);
	for (int i = 0; i < TERM_FATAL; i++)
		sigaction(term_fatal[i], &events.old_fatal[i], NULL);
	input_free(events.input);
	close(events.pipe[0]);
	close(events.pipe[1]);
	events = (struct term_events){.pipe = {-1, -1}};
}

void term_events_redraw(void)
{
	events.redraw = true;
}

void term_events_stop_self(void)
{
	struct sigaction sa = {.sa_handler = SIG_DFL};

	sigemptyset(&sa.sa_mask);
	sigaction(SIGTSTP, &sa, NULL);
	kill(0, SIGTSTP); /* the whole job, as the terminal would: `make run` stops with us */
	term_catch();
}

static void term_read_signals(void)
{
	unsigned char byte[64];
	ssize_t n;

	while ((n = read(events.pipe[0], byte, sizeof(byte))) > 0)
		for (ssize_t i = 0; i < n; i++)
			switch (byte[i]) {
			case SIGWINCH: events.winch = true; break;
			case SIGTERM: events.term = true; break;
			case SIGHUP: events.hup = true; break;
			case SIGINT: events.intr = true; break;
			case SIGTSTP: events.tstp = true; break;
			case SIGCONT: events.cont = true; break;
			default: break;
			}
}

static bool term_take(bool *flag, enum event_kind kind, struct event *out)
{
	if (!*flag)
		return false;
	*flag = false;
	*out = (struct event){.kind = kind};
	return true;
}

/* After SIGCONT from a stop that we did not arrange: modes and screen are not ours any more. */
static void term_continued(void)
{
	if (!term_is_on())
		return;
	term_set_modes();
	term_redraw();
	events.redraw = true;
}

/* The next thing that the system has said. */
static bool term_system_event(struct event *out)
{
	term_read_signals();
	if (events.cont)
		term_continued();
	events.cont = false;
	/* Always an event, also for a size that we have: term_pending() announced one, and a frame was left out for it. */
	if (events.winch || events.redraw) {
		term_measure();
		events.redraw = true;
		events.winch = false;
	}
	return term_take(&events.hup, EVENT_HANGUP, out) ||
	       term_take(&events.term, EVENT_TERM, out) ||
	       term_take(&events.intr, EVENT_INTERRUPT, out) ||
	       term_take(&events.tstp, EVENT_SUSPEND, out) ||
	       term_take(&events.redraw, EVENT_RESIZE, out);
}

/* Read what there is; false when the terminal is gone. */
static bool term_read(void)
{
	char bytes[TERM_READ];
	ssize_t n = read(STDIN_FILENO, bytes, sizeof(bytes));

	if (n > 0)
		input_feed(events.input, bytes, (size_t)n);
	return n > 0 || (n < 0 && (errno == EINTR || errno == EAGAIN));
}

static bool term_is_readable(void)
{
	struct pollfd p = {STDIN_FILENO, POLLIN, 0};

	return poll(&p, 1, 0) > 0;
}

static bool term_input_event(bool expired, struct event *out)
{
	return input_next(events.input, expired, clock_monotonic_ms(), out);
}

bool term_pending(void)
{
	if (events.has_next)
		return true;
	term_read_signals();
	if (events.winch || events.hup || events.term || events.redraw || events.tstp ||
		events.intr || events.cont)
		return true;
	events.has_next = term_input_event(false, &events.next);
	if (!events.has_next && term_is_readable()) {
		if (!term_read())
			events.hup = true;
		events.has_next = !events.hup && term_input_event(false, &events.next);
	}
	return events.has_next || events.hup;
}

/* Block until something can be read; *ready is the first of the caller's descriptors that can. False on timeout. */
static bool term_poll(const int *fds, int n, int timeout_ms, int *ready)
{
	struct pollfd p[TERM_FDS_MAX + 2] = {
		{STDIN_FILENO, POLLIN, 0}, {events.pipe[0], POLLIN, 0}};
	int got;

	n = n < TERM_FDS_MAX ? n : TERM_FDS_MAX;
	for (int i = 0; i < n; i++)
		p[i + 2] = (struct pollfd){fds[i], POLLIN, 0};
	*ready = -1;
	if (events.idle_mark && !input_is_waiting(events.input) && poll(p, (nfds_t)n + 2, 0) == 0)
		term_write(term_idle_mark, sizeof(term_idle_mark) - 1);
	got = poll(p, (nfds_t)n + 2, timeout_ms);
	if (got < 0)
		return true; /* a signal: its byte is in the pipe */
	if (p[0].revents != 0 && !term_read())
		events.hup = true;
	for (int i = 0; i < n && *ready < 0; i++)
		if (p[i + 2].revents != 0)
			*ready = fds[i];
	return got > 0;
}

void term_wait(const int *fds, int n, int timeout_ms, struct event *out)
{
	int64_t until = clock_monotonic_ms() + (timeout_ms > 0 ? timeout_ms : 0);
	int ready = -1;

	if (events.has_next) {
		events.has_next = false;
		*out = events.next;
		return;
	}
	for (;;) {
		bool half, expired;
		int64_t left = until - clock_monotonic_ms();
		int wait = timeout_ms < 0 ? -1 : left > 0 ? (int)left : 0;

		if (term_system_event(out) || term_input_event(false, out))
			return;
		if (ready >= 0) {
			*out = (struct event){.kind = EVENT_FD, .fd = ready};
			return;
		}
		half = input_is_waiting(events.input);
		if (half && (wait < 0 || wait > TERM_ESC_MS))
			wait = TERM_ESC_MS;
		expired = !term_poll(fds, n, wait, &ready);
		if (expired && half) {
			if (term_input_event(true, out))
				return;
		} else if (expired) {
			*out = (struct event){.kind = EVENT_TIMEOUT};
			return;
		}
	}
}
