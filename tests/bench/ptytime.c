/*
 * Time a full-screen program from the other side of its terminal.
 *
 *     ptytime [-s COLSxROWS] [-n RUNS] [-r ROUNDS] [-q QUIET_MS] [-m] [-o FILE] [-k KEYS]... -- COMMAND ARG...
 *
 * Starts the command on a pseudo-terminal, waits until its output has settled, then sends each KEYS
 * (\e \r \n \t \\ \xHH are understood) and waits again; ROUNDS times over, in each of RUNS starts.
 * Settled means: nothing came for QUIET_MS (default 100; the time counted is that of the last byte).
 * With -m it means the marker OSC 7777;idle ST, which Kartoteka sends before it waits for a key when
 * KARTOTEKA_TEST_IDLE is set; the marker's own bytes are not counted.
 * -o keeps everything the last run sent.
 *
 * Prints, tab-separated: step, times, ms median, ms p99, ms max, bytes median, bytes max; at the end
 * a line "memory" with the greatest resident size in KiB, median of the runs.
 */
#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MAX_STEPS 65
#define MAX_KEYS 256
#define GIVE_UP_MS 60000
#define NO_ANSWER_MS 1000 /* a key that changes nothing on the screen */
#define MARKER "\033]7777;idle\033\\"

struct options {
	struct winsize size;
	int runs, rounds, quiet_ms;
	bool marker;
	const char *output;
	int nsteps; /* the start is step 0 */
	const char *keys[MAX_STEPS];
	char **command;
};

struct samples {
	int n, cap;
	double *ms, *bytes;
};

/* What came after a key or the start, until it settled. */
struct answer {
	double ms;
	long bytes;
	bool alive;
};

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void samples_add(struct samples *s, const struct answer *a)
{
	if (s->n == s->cap) {
		s->cap = s->cap ? 2 * s->cap : 64;
		s->ms = realloc(s->ms, (size_t)s->cap * sizeof(*s->ms));
		s->bytes = realloc(s->bytes, (size_t)s->cap * sizeof(*s->bytes));
		if (!s->ms || !s->bytes)
			abort();
	}
	s->ms[s->n] = a->ms;
	s->bytes[s->n++] = (double)a->bytes;
}

static int compare_doubles(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* The value that the share (0 to 1) of a sorted list does not pass. */
static double quantile(const double *sorted, int n, double share)
{
	int at = (int)((double)n * share);

	return sorted[at < n ? at : n - 1];
}

static size_t keys_decode(const char *text, char out[MAX_KEYS])
{
	size_t n = 0;

	for (; *text && n < MAX_KEYS; text++) {
		if (*text != '\\') {
			out[n++] = *text;
			continue;
		}
		switch (*++text) {
		case 'e': out[n++] = '\033'; break;
		case 'r': out[n++] = '\r'; break;
		case 'n': out[n++] = '\n'; break;
		case 't': out[n++] = '\t'; break;
		case 'x': {
			char hex[3] = {text[1], text[1] ? text[2] : '\0', '\0'};

			out[n++] = (char)strtol(hex, NULL, 16);
			text += strlen(hex);
			break;
		}
		case '\0': return n;
		default: out[n++] = *text; break;
		}
	}
	return n;
}

/* Programs that ask where the cursor is, or what the terminal is, wait for the answer. */
static void answer_queries(int fd, const char *bytes, size_t len)
{
	static const char *const pairs[][2] = {
		{"\033[6n", "\033[1;1R"}, {"\033[c", "\033[?6c"}, {"\033[0c", "\033[?6c"}};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		if (memmem(bytes, len, pairs[i][0], strlen(pairs[i][0])) &&
			write(fd, pairs[i][1], strlen(pairs[i][1])) < 0)
			perror("ptytime: write");
}

/* How many of the bytes so far match the marker's beginning; may run over several reads. */
static bool marker_seen(size_t *matched, const char *bytes, size_t len)
{
	bool seen = false;

	for (size_t i = 0; i < len; i++) {
		if (bytes[i] != MARKER[*matched])
			*matched = 0;
		if (bytes[i] == MARKER[*matched])
			(*matched)++;
		if (*matched == strlen(MARKER)) {
			seen = true;
			*matched = 0;
		}
	}
	return seen;
}

/* first_ms: how long to wait for the first byte. */
static struct answer settle(int fd, double start, int first_ms, const struct options *o, FILE *keep)
{
	static char bytes[1 << 16];
	struct answer a = {.alive = true};
	size_t matched = 0;

	for (;;) {
		struct pollfd p = {.fd = fd, .events = POLLIN};
		int wait_ms = a.bytes == 0 ? first_ms : o->marker ? GIVE_UP_MS : o->quiet_ms;
		int ready = poll(&p, 1, wait_ms);
		ssize_t n;

		if (ready < 0 && errno == EINTR)
			continue;
		if (ready <= 0)
			break;
		n = read(fd, bytes, sizeof(bytes));
		if (n <= 0) {
			a.alive = false;
			if (a.bytes == 0)
				a.ms = now_ms() - start;
			break;
		}
		a.ms = now_ms() - start;
		a.bytes += n;
		if (keep)
			fwrite(bytes, 1, (size_t)n, keep);
		answer_queries(fd, bytes, (size_t)n);
		if (marker_seen(&matched, bytes, (size_t)n) && o->marker) {
			a.bytes -= (long)strlen(MARKER);
			break;
		}
	}
	return a;
}

/* Greatest resident size so far, in KiB; 0 when the process is gone. */
static long memory_kib(pid_t pid)
{
	char path[64], line[256];
	long kib = 0;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
	f = fopen(path, "r");
	while (f && fgets(line, sizeof(line), f))
		if (sscanf(line, "VmHWM: %ld", &kib) == 1)
			break;
	if (f)
		fclose(f);
	return kib;
}

static pid_t start_command(const struct options *o, int *fd)
{
	pid_t pid = forkpty(fd, NULL, NULL, &o->size);

	if (pid < 0) {
		perror("ptytime: forkpty");
		exit(1);
	}
	if (pid == 0) {
		execvp(o->command[0], o->command);
		perror(o->command[0]);
		_exit(127);
	}
	return pid;
}

static void stop_command(pid_t pid, int fd)
{
	kill(pid, SIGTERM);
	for (int i = 0; i < 100; i++) {
		char bytes[4096];
		struct pollfd p = {.fd = fd, .events = POLLIN};

		/* A program that cleans up its screen must be able to write that. */
		if (poll(&p, 1, 10) > 0 && read(fd, bytes, sizeof(bytes)) <= 0)
			break;
		if (waitpid(pid, NULL, WNOHANG) == pid) {
			close(fd);
			return;
		}
	}
	kill(pid, SIGKILL);
	close(fd);
	waitpid(pid, NULL, 0);
}

static double run_once(const struct options *o, struct samples *samples, FILE *keep)
{
	int fd;
	double start = now_ms();
	pid_t pid = start_command(o, &fd);
	struct answer a = settle(fd, start, GIVE_UP_MS, o, keep);
	double kib;

	samples_add(&samples[0], &a);
	for (int round = 0; round < o->rounds && a.alive; round++)
		for (int step = 1; step < o->nsteps && a.alive; step++) {
			char keys[MAX_KEYS];
			size_t n = keys_decode(o->keys[step], keys);

			start = now_ms();
			if (write(fd, keys, n) != (ssize_t)n)
				break;
			a = settle(fd, start, NO_ANSWER_MS, o, keep);
			samples_add(&samples[step], &a);
		}
	kib = (double)memory_kib(pid);
	stop_command(pid, fd);
	return kib;
}

static void step_print(const char *name, struct samples *s)
{
	if (s->n == 0)
		return;
	qsort(s->ms, (size_t)s->n, sizeof(*s->ms), compare_doubles);
	qsort(s->bytes, (size_t)s->n, sizeof(*s->bytes), compare_doubles);
	printf("%s\t%d\t%.2f\t%.2f\t%.2f\t%.0f\t%.0f\n", name, s->n, quantile(s->ms, s->n, 0.5),
		quantile(s->ms, s->n, 0.99), s->ms[s->n - 1], quantile(s->bytes, s->n, 0.5),
		s->bytes[s->n - 1]);
}

static bool options_read(struct options *o, int argc, char **argv)
{
	int c;

	while ((c = getopt(argc, argv, "+s:n:r:q:mo:k:")) != -1)
		switch (c) {
		case 's':
			if (sscanf(optarg, "%hux%hu", &o->size.ws_col, &o->size.ws_row) != 2)
				return false;
			break;
		case 'n': o->runs = atoi(optarg); break;
		case 'r': o->rounds = atoi(optarg); break;
		case 'q': o->quiet_ms = atoi(optarg); break;
		case 'm': o->marker = true; break;
		case 'o': o->output = optarg; break;
		case 'k':
			if (o->nsteps == MAX_STEPS)
				return false;
			o->keys[o->nsteps++] = optarg;
			break;
		default: return false;
		}
	o->command = argv + optind;
	return optind < argc && o->runs > 0 && o->rounds > 0;
}

int main(int argc, char **argv)
{
	struct options o = {.size = {.ws_col = 80, .ws_row = 24},
		.runs = 1,
		.rounds = 1,
		.quiet_ms = 100,
		.nsteps = 1,
		.keys = {"start"}};
	struct samples samples[MAX_STEPS] = {0};
	double *kib;

	if (!options_read(&o, argc, argv)) {
		fputs("ptytime [-s COLSxROWS] [-n RUNS] [-r ROUNDS] [-q QUIET_MS] [-m] [-o FILE]\n"
		      "        [-k KEYS]... -- COMMAND ARG...\n",
			stderr);
		return 2;
	}
	setenv("TERM", "xterm-256color", 1);
	unsetenv("COLUMNS");
	unsetenv("LINES");
	if (o.marker)
		setenv("KARTOTEKA_TEST_IDLE", "1", 1);
	kib = calloc((size_t)o.runs, sizeof(*kib));
	for (int run = 0; run < o.runs; run++) {
		FILE *keep = o.output ? fopen(o.output, "w") : NULL;

		kib[run] = run_once(&o, samples, keep);
		if (keep)
			fclose(keep);
	}
	for (int step = 0; step < o.nsteps; step++)
		step_print(o.keys[step], &samples[step]);
	qsort(kib, (size_t)o.runs, sizeof(*kib), compare_doubles);
	printf("memory\t%d\t%.0f\n", o.runs, kib[o.runs / 2]);
	free(kib);
	for (int step = 0; step < o.nsteps; step++) {
		free(samples[step].ms);
		free(samples[step].bytes);
	}
	return 0;
}
