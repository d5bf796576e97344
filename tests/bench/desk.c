/*
 * Time what a desk asks of the data layer, through the program's own functions, on a filled office.
 *
 *     desk DB CLIENTS.CSV rest|queries|reports|duplicates
 *
 * Prints one line a measure, tab-separated: name, value, goal, detail; times in ms. What is asked is
 * drawn from the names and phones of the file by a fixed seed. "queries" also edits clients in DB; "rest" only does what a
 * desk does while nobody types.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/period.h"
#include "domain/action.h"
#include "domain/client.h"
#include "domain/duplicates.h"
#include "domain/list.h"
#include "domain/office.h"
#include "domain/record.h"
#include "domain/setup.h"
#include "report/report.h"
#include "store/db.h"
#include "store/upkeep.h"

#define WORDS 2000
#define QUERIES 1000
#define SAVES 3000
#define ROWS 24

struct words {
	char *names[WORDS], *phones[WORDS];
	int n;
};

/* cpu_ms is what the work itself took: on a busy machine the rest is waiting for the others. */
struct times {
	double ms[SAVES], cpu_ms[SAVES];
	int n;
};

struct moment {
	double ms, cpu_ms;
};

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static struct moment moment(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (struct moment){now_ms(), (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6};
}

static void die(const char *what, const struct err *err)
{
	fprintf(stderr, "desk: %s: %s\n", what, err->text);
	exit(1);
}

static int compare_doubles(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void times_add(struct times *t, struct moment start)
{
	struct moment end = moment();

	if (t->n == SAVES)
		return;
	t->ms[t->n] = end.ms - start.ms;
	t->cpu_ms[t->n++] = end.cpu_ms - start.cpu_ms;
}

static void times_print(struct times *t, const char *name, double goal)
{
	qsort(t->ms, (size_t)t->n, sizeof(t->ms[0]), compare_doubles);
	qsort(t->cpu_ms, (size_t)t->n, sizeof(t->cpu_ms[0]), compare_doubles);
	printf("%s, p99 ms\t%.3f\t%g\tp50 %.3f, max %.3f; CPU p50 %.3f, p99 %.3f; %d times\n", name,
		t->ms[t->n * 99 / 100], goal, t->ms[t->n / 2], t->ms[t->n - 1], t->cpu_ms[t->n / 2],
		t->cpu_ms[t->n * 99 / 100], t->n);
}

/* Names and phones of rows spread over the file; quoted cells are passed over. */
static void words_read(struct words *w, const char *path)
{
	FILE *f = fopen(path, "r");
	char *line = NULL;
	size_t cap = 0;
	long size;

	if (!f || fseek(f, 0, SEEK_END)) {
		perror(path);
		exit(1);
	}
	size = ftell(f);
	for (int i = 0; i < WORDS; i++) {
		char *name, *phone;

		fseek(f, size / WORDS * i, SEEK_SET);
		if (getline(&line, &cap, f) < 0 || getline(&line, &cap, f) < 0 || strchr(line, '"'))
			continue;
		name = strtok(line, ",");
		strtok(NULL, ",");
		phone = strtok(NULL, ",");
		if (!name || !phone)
			continue;
		w->names[w->n] = mem_strdup(name);
		w->phones[w->n++] = mem_strdup(phone);
	}
	free(line);
	fclose(f);
}

static void words_release(struct words *w)
{
	for (int i = 0; i < w->n; i++) {
		free(w->names[i]);
		free(w->phones[i]);
	}
}

/* The first letters of a word of a name: one to six of them, never half a letter. */
static void word_start(const char *name, int turn, char *out, size_t size)
{
	const char *word = turn % 2 && strchr(name, ' ') ? strchr(name, ' ') + 1 : name;
	int letters = 1 + turn % 6;
	size_t n = 0;

	for (; word[n] && word[n] != ' ' && n + 1 < size; n++)
		if ((word[n] & 0xc0) != 0x80 && letters-- == 0)
			break;
	snprintf(out, size, "%.*s", (int)n, word);
}

/* Three to seven digits from within a phone. */
static void phone_part(const char *phone, int turn, char *out, size_t size)
{
	size_t n = 0, want = 3 + (size_t)turn % 5, skip = (size_t)turn % 4;

	for (; *phone && n < want && n + 1 < size; phone++) {
		if (*phone < '0' || *phone > '9')
			continue;
		if (skip > 0)
			skip--;
		else
			out[n++] = *phone;
	}
	out[n] = '\0';
}

static void bench_search(struct office *o, const struct words *w)
{
	struct times words = {.n = 0}, digits = {.n = 0};
	struct err err = ERR_INIT;

	for (int i = 0; i < 2 * QUERIES; i++) {
		struct times *t = i % 2 ? &digits : &words;
		struct list_page page;
		char typed[64];
		struct moment start;

		if (i % 2)
			phone_part(w->phones[i % w->n], i / 2, typed, sizeof(typed));
		else
			word_start(w->names[i % w->n], i / 2, typed, sizeof(typed));
		start = moment();
		if (list_search(o, KIND_CLIENT, typed, ROWS, &page, &err))
			die(typed, &err);
		times_add(t, start);
		list_page_release(&page);
	}
	times_print(&words, "search for the start of a word", 1);
	times_print(&digits, "search for phone digits", 2);
}

static void bench_paging(struct office *o, const struct words *w)
{
	struct list_request next = {
		.kind = KIND_CLIENT, .order_field = LIST_ORDER_NAME, .limit = ROWS};
	struct times jumps = {.n = 0}, pages = {.n = 0};
	struct err err = ERR_INIT;

	for (int i = 0; i < QUERIES; i++) {
		struct list_page page;
		struct record anchor;
		struct moment start = moment();
		int64_t id;

		if (list_seek_name(o, KIND_CLIENT, NULL, w->names[i % w->n], &id, &err))
			die("jump", &err);
		times_add(&jumps, start);
		if (id == 0)
			continue;
		if (record_load(o, KIND_CLIENT, id, &anchor, &err))
			die("load", &err);
		next.anchor = &anchor;
		next.backward = i % 2;
		start = moment();
		if (list_load(o, &next, &page, &err))
			die("page", &err);
		times_add(&pages, start);
		list_page_release(&page);
		record_release(&anchor);
	}
	times_print(&jumps, "jump to a name", 1);
	times_print(&pages, "a page, either way", 1);
}

/* What a desk does in its first idle moments after a large import: the pieces of the search index become one. */
static void rest(struct office *o)
{
	double start = now_ms(), longest = 0;
	int steps = 0;

	for (bool more = true; more; steps++) {
		double step = now_ms();

		more = db_idle_step(office_db(o));
		if (now_ms() - step > longest)
			longest = now_ms() - step;
	}
	printf("the longest idle step after the import, ms\t%.1f\t50\t%d steps, %.1f s\n", longest,
		steps, (now_ms() - start) / 1e3);
}

/* Clients all over the office get another name and phone, with an idle step after every tenth. */
static void bench_saves(struct office *o, const struct words *w)
{
	struct times saves = {.n = 0};
	struct err err = ERR_INIT;
	int64_t clients = 0;

	if (list_count_matches(o, KIND_CLIENT, NULL, 0, &clients, &err))
		die("count", &err);
	for (int i = 0; i < SAVES; i++) {
		int64_t id = 1 + (int64_t)i * 7919 % clients;
		struct record client;
		struct moment start;

		if (record_load(o, KIND_CLIENT, id, &client, &err))
			die("load", &err);
		record_set_text(&client, CLIENT_NAME, w->names[(i * 31 + 7) % w->n]);
		record_set_text(&client, CLIENT_PHONE, w->phones[(i * 17 + 3) % w->n]);
		start = moment();
		if (record_put(o, &client, "Bench", NULL, &err))
			die("save", &err);
		times_add(&saves, start);
		record_release(&client);
		if (i % 10 == 9)
			db_idle_step(office_db(o));
	}
	times_print(&saves, "saving a client", 3);
	printf("the slowest save, ms\t%.3f\t20\tthe person would notice\n", saves.ms[saves.n - 1]);
}

/* What it costs to step through the index that a report stands on. */
static double index_scan_ms(struct office *o, const struct report_def *def)
{
	static const char *const sql[] = {
		"SELECT max(amount) FROM deal INDEXED BY deal_stage WHERE deleted_at IS NULL",
		"SELECT max(amount) FROM deal INDEXED BY deal_closed "
		"WHERE deleted_at IS NULL AND closed_at IS NOT NULL",
		"SELECT max(state) FROM interaction INDEXED BY interaction_time WHERE deleted_at "
		"IS NULL",
		"SELECT max(due_day) FROM task INDEXED BY task_due WHERE deleted_at IS NULL"};
	int which = def->kind == KIND_USER                                  ? 2
		    : def->kind == KIND_TASK                                ? 3
		    : strstr(def->name, "won") || strstr(def->name, "lost") ? 1
									    : 0;
	struct err err = ERR_INIT;
	double best = 1e9;

	for (int i = 0; i < 3; i++) {
		double start = now_ms();
		int64_t ignored;

		if (query_one_int(db_query(office_db(o), sql[which]), 0, &ignored, &err))
			die("scan", &err);
		if (now_ms() - start < best)
			best = now_ms() - start;
	}
	return best;
}

static void bench_reports(struct office *o)
{
	struct err err = ERR_INIT;
	const struct report_def *def;
	struct period all;

	if (period_parse("all", clock_today(), &all, &err))
		die("period", &err);
	for (int i = 0; (def = report_at(i)); i++) {
		struct report_request req = {.name = def->name, .period = all};
		double scan = index_scan_ms(o, def), best = 1e9;

		for (int turn = 0; turn < 3; turn++) {
			struct report_table table = {0};
			double start = now_ms();

			if (report_run(o, &req, &table, &err))
				die(def->name, &err);
			if (now_ms() - start < best)
				best = now_ms() - start;
			report_table_release(&table);
		}
		printf("%s / a scan of its index\t%.2f\t3\t%.0f ms / %.0f ms\n", def->name,
			best / scan, best, scan);
		printf("%s, all years, ms\t%.0f\t1000\t\n", def->name, best);
	}
}

static bool see(void *arg, const struct record *r)
{
	*(int64_t *)arg = r->id;
	return true;
}

/* Reading what is compared, and nothing more. */
static void bench_scan(struct office *o, struct times *t)
{
	static const int fields[] = {
		CLIENT_KIND, CLIENT_NAME, CLIENT_EMAIL, CLIENT_CITY, CLIENT_DIGITS, CLIENT_TAX_ID};
	struct list_request req = {.kind = KIND_CLIENT, .order_field = LIST_ORDER_DEFAULT};
	struct moment start = moment();
	struct err err = ERR_INIT;
	int64_t last = 0;

	if (list_each_view(o, &req, fields, sizeof fields / sizeof *fields, see, &last, &err))
		die("scan", &err);
	times_add(t, start);
}

static void bench_look_ups(struct office *o, int64_t last)
{
	struct times looks = {.n = 0};
	struct err err = ERR_INIT;

	for (int i = 0; i < QUERIES; i++) {
		struct duplicate found[DUPLICATE_NOISE];
		struct moment start;
		struct record r;
		int n;

		if (record_load(o, KIND_CLIENT, 1 + (int64_t)i * (last - 1) / QUERIES, &r, NULL))
			continue;
		start = moment();
		if (duplicates_of(o, &r, found, DUPLICATE_NOISE, &n, &err))
			die("look-up", &err);
		times_add(&looks, start);
		record_release(&r);
	}
	times_print(&looks, "duplicates of one client", 5);
}

/* In turn, three times each: what counts is the best of both. */
static void bench_duplicates(struct office *o)
{
	struct times scans = {.n = 0}, searches = {.n = 0};
	struct duplicate_groups g = {0};
	struct err err = ERR_INIT;
	double scan = 1e9, search = 1e9;

	for (int i = 0; i < 3; i++) {
		struct moment start;

		bench_scan(o, &scans);
		duplicate_groups_release(&g);
		start = moment();
		if (duplicates_scan(o, KIND_CLIENT, NULL, &g, &err))
			die("duplicates", &err);
		times_add(&searches, start);
		scan = scans.cpu_ms[i] < scan ? scans.cpu_ms[i] : scan;
		search = searches.cpu_ms[i] < search ? searches.cpu_ms[i] : search;
	}
	printf("duplicates of all clients / one scan, CPU\t%.2f\t3\t%.0f ms / %.0f ms, %d groups\n",
		search / scan, search, scan, g.n);
	bench_look_ups(o, g.n ? g.items[g.n - 1].ids[0] : 1);
	duplicate_groups_release(&g);
}

int main(int argc, char **argv)
{
	struct office_options options = {.mode = DB_OPEN, .login = "anna", .decimal = '.'};
	struct words words = {.n = 0};
	struct err err = ERR_INIT;
	struct office *o;

	if (argc != 4) {
		fputs("desk DB CLIENTS.CSV rest|queries|reports|duplicates\n", stderr);
		return 2;
	}
	words_read(&words, argv[2]);
	if (office_start(argv[1], &options, &o, &err))
		die(argv[1], &err);
	if (strcmp(argv[3], "rest") == 0) {
		rest(o);
	} else if (strcmp(argv[3], "reports") == 0) {
		bench_reports(o);
	} else if (strcmp(argv[3], "duplicates") == 0) {
		bench_duplicates(o);
	} else {
		bench_search(o, &words);
		bench_paging(o, &words);
		bench_saves(o, &words);
	}
	office_close(o);
	words_release(&words);
	return 0;
}
