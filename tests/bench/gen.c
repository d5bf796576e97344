/*
 * Bench data: an office of clients, interactions, tasks and deals as CSV files whose headers are
 * the program's field names.
 *
 *     gen DIR [-s SEED] [-c CLIENTS] [-i INTERACTIONS] [-t TASKS] [-d DEALS]
 *
 * Half of the clients are Russian, a quarter Polish, a quarter written in other Latin alphabets; a
 * third are companies. Common names are common: choices from the lists lean towards their heads.
 * Every row draws from a generator seeded by (seed, file, row), so the same seed gives the same
 * bytes and a smaller file is the head of a larger one.
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "words.h"

#define LENGTH(a) ((unsigned)(sizeof(a) / sizeof((a)[0])))
#define MAX_TEXT 512
#define DAY 86400
#define FIRST_DAY 17167 /* 2017-01-01 */
#define TODAY 20514     /* 2026-03-02, the day the tests live in */

enum tongue { RUSSIAN, POLISH, LATIN };

struct dice {
	uint64_t state;
};

struct sheet {
	FILE *file;
	bool line_open;
};

/* --- Chance: splitmix64 (Steele, Lea, Flood 2014) --- */

static uint64_t dice_next(struct dice *d)
{
	uint64_t z = d->state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static struct dice dice_for_row(uint64_t seed, unsigned file, uint64_t row)
{
	struct dice d = {seed ^ (uint64_t)file << 56};

	d.state = dice_next(&d) ^ row * UINT64_C(0xd1342543de82ef95);
	return d;
}

/* 0 to n - 1, all alike. */
static unsigned dice_even(struct dice *d, unsigned n)
{
	return (unsigned)((dice_next(d) >> 32) * n >> 32);
}

/* 0 to n - 1, small numbers more often: the product of two even draws. */
static unsigned dice_skewed(struct dice *d, unsigned n)
{
	return (unsigned)((uint64_t)dice_even(d, 1 << 16) * dice_even(d, 1 << 16) * n >> 32);
}

static bool dice_one_in(struct dice *d, unsigned n)
{
	return dice_even(d, n) == 0;
}

static const char *dice_word(struct dice *d, const char *const *list)
{
	unsigned n = 0;

	while (list[n])
		n++;
	return list[dice_skewed(d, n)];
}

/* --- CSV --- */

static void sheet_open(struct sheet *s, const char *dir, const char *name, const char *header)
{
	char path[4096];

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	s->line_open = false;
	s->file = fopen(path, "w");
	if (!s->file) {
		perror(path);
		exit(1);
	}
	setvbuf(s->file, NULL, _IOFBF, 1 << 20);
	fprintf(s->file, "%s\n", header);
}

static void sheet_close(struct sheet *s)
{
	if (fclose(s->file)) {
		perror("gen: cannot write");
		exit(1);
	}
}

static void sheet_text(struct sheet *s, const char *text)
{
	if (s->line_open)
		putc_unlocked(',', s->file);
	s->line_open = true;
	if (!strpbrk(text, ",\"\n")) {
		fputs_unlocked(text, s->file);
		return;
	}
	putc_unlocked('"', s->file);
	for (; *text; text++) {
		if (*text == '"')
			putc_unlocked('"', s->file);
		putc_unlocked(*text, s->file);
	}
	putc_unlocked('"', s->file);
}

static void sheet_day(struct sheet *s, int day)
{
	time_t at = (time_t)day * DAY;
	char text[32];
	struct tm tm;

	strftime(text, sizeof(text), "%Y-%m-%d", gmtime_r(&at, &tm));
	sheet_text(s, text);
}

static void sheet_instant(struct sheet *s, int day, unsigned second)
{
	time_t at = (time_t)day * DAY + second;
	char text[32];
	struct tm tm;

	strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&at, &tm));
	sheet_text(s, text);
}

static void sheet_end(struct sheet *s)
{
	putc_unlocked('\n', s->file);
	s->line_open = false;
}

/* --- What a cell may say --- */

static enum tongue tongue_of(struct dice *d)
{
	unsigned n = dice_even(d, 4);

	return n < 2 ? RUSSIAN : n == 2 ? POLISH : LATIN;
}

/* The tongue is drawn first in every client's row, so that other files can know it. */
static enum tongue tongue_of_client(uint64_t seed, uint64_t client)
{
	struct dice d = dice_for_row(seed, 'c', client);

	return tongue_of(&d);
}

static void person_name(struct dice *d, enum tongue tongue, char *out)
{
	bool woman = dice_one_in(d, 2);
	const char *root, *ending, *given;

	switch (tongue) {
	case RUSSIAN:
		root = dice_word(d, ru_roots);
		ending = ru_endings[dice_skewed(d, LENGTH(ru_endings))][woman];
		given = dice_word(d, woman ? ru_women : ru_men);
		if (dice_one_in(d, 2))
			snprintf(out, MAX_TEXT, "%s%s %s %s%s", root, ending, given,
				dice_word(d, ru_fathers), woman ? "на" : "ич");
		else
			snprintf(out, MAX_TEXT, "%s%s %s", root, ending, given);
		break;
	case POLISH:
		root = dice_word(d, pl_roots);
		ending = pl_endings[dice_skewed(d, LENGTH(pl_endings))][woman];
		snprintf(out, MAX_TEXT, "%s%s %s", root, ending,
			dice_word(d, woman ? pl_women : pl_men));
		break;
	case LATIN:
		root = dice_word(d, la_roots);
		ending = dice_word(d, la_endings);
		snprintf(out, MAX_TEXT, "%s %s%s", dice_word(d, la_given), root, ending);
		break;
	}
}

static void company_name(struct dice *d, enum tongue tongue, char *out)
{
	static const char *const *const words[] = {ru_company, pl_company, la_company};
	const char *one = dice_word(d, words[tongue]);
	const char *two = dice_word(d, words[tongue]);
	unsigned number = dice_skewed(d, 9000) + 1;

	switch (tongue * 3 + dice_skewed(d, 3)) {
	case 0: snprintf(out, MAX_TEXT, "ООО «%s%s-%u»", one, two, number); break;
	case 1: snprintf(out, MAX_TEXT, "АО \"%s %s %u\"", one, two, number); break;
	case 2: snprintf(out, MAX_TEXT, "ИП %s %s %u", one, two, number); break;
	case 3: snprintf(out, MAX_TEXT, "%s%s %u Sp. z o.o.", one, two, number); break;
	case 4: snprintf(out, MAX_TEXT, "%s-%s %u S.A.", one, two, number); break;
	case 5: snprintf(out, MAX_TEXT, "P.H.U. %s %s %u", one, two, number); break;
	case 6: snprintf(out, MAX_TEXT, "%s%s %u Ltd", one, two, number); break;
	case 7: snprintf(out, MAX_TEXT, "%s %s %u, Inc.", one, two, number); break;
	default: snprintf(out, MAX_TEXT, "%s %s %u GmbH", one, two, number); break;
	}
}

/* As people write them: with and without brackets, blanks and hyphens. */
static void phone_number(struct dice *d, enum tongue tongue, char *out)
{
	unsigned a = dice_even(d, 1000), b = dice_even(d, 100), c = dice_even(d, 100);
	unsigned area = 900 + dice_even(d, 100);
	bool spaced = dice_one_in(d, 2);

	if (tongue == RUSSIAN)
		snprintf(out, MAX_TEXT, spaced ? "+7 (%u) %03u-%02u-%02u" : "8%u%03u%02u%02u", area,
			a, b, c);
	else if (tongue == POLISH)
		snprintf(out, MAX_TEXT, spaced ? "+48 %u %03u %02u%u" : "+48%u%03u%02u%u",
			area - 400, a, b, c % 10);
	else
		snprintf(out, MAX_TEXT, spaced ? "+44 20 %u%u %02u%02u" : "+1-%u-%03u-%02u%02u",
			area, a, b, c);
}

static void sentence(struct dice *d, enum tongue tongue, unsigned words, char *out)
{
	static const char *const *const lists[] = {ru_words, pl_words, la_words};
	size_t used = 0;

	out[0] = '\0';
	for (unsigned i = 0; i < words && used + 64 < MAX_TEXT; i++)
		used += (size_t)snprintf(out + used, MAX_TEXT - used, "%s%s",
			i == 0              ? ""
			: dice_one_in(d, 9) ? ", "
					    : " ",
			dice_word(d, lists[tongue]));
}

static void sheet_sentence(
	struct sheet *s, struct dice *d, enum tongue tongue, unsigned least, unsigned most)
{
	char text[MAX_TEXT];

	sentence(d, tongue, least + dice_skewed(d, most - least + 1), text);
	sheet_text(s, text);
}

static void sheet_client(struct sheet *s, uint64_t client)
{
	char text[32];

	snprintf(text, sizeof(text), "C%07" PRIu64, client);
	sheet_text(s, text);
}

/* --- Files --- */

struct plan {
	uint64_t seed, clients;
};

static void clients_row(struct sheet *s, struct dice *d, const struct plan *plan, uint64_t row)
{
	static const char *const statuses[] = {"active", "potential", "dormant", "lost", NULL};
	static const char *const industries[] = {"Trade", "Manufacturing", "Services",
		"Construction", "Transport", "Health", "Education", "Software", "Public sector",
		NULL};
	static const char *const sources[] = {
		"Website", "Referral", "Call", "Fair", "Advertising", NULL};
	static const struct place *const places[] = {ru_places, pl_places, la_places};
	static const unsigned nplaces[] = {LENGTH(ru_places), LENGTH(pl_places), LENGTH(la_places)};
	enum tongue tongue = tongue_of(d);
	bool company = dice_one_in(d, 3);
	const struct place *place = &places[tongue][dice_skewed(d, nplaces[tongue])];
	char text[MAX_TEXT] = "";

	(void)plan;
	if (company)
		company_name(d, tongue, text);
	else
		person_name(d, tongue, text);
	sheet_text(s, text);
	sheet_text(s, company ? "company" : "person");
	phone_number(d, tongue, text);
	sheet_text(s, dice_one_in(d, 20) ? "" : text);
	snprintf(text, sizeof(text), "%s.%u@%s", dice_word(d, logins), dice_even(d, 900000),
		dice_word(d, mail_hosts));
	sheet_text(s, dice_one_in(d, 8) ? "" : text);
	sheet_text(s, place->city);
	sheet_text(s, place->country);
	sheet_text(s, company ? dice_word(d, industries) : "");
	sheet_text(s, dice_word(d, sources));
	sheet_text(s, dice_word(d, statuses));
	sheet_text(s, dice_word(d, logins));
	if (dice_one_in(d, 3))
		sheet_sentence(s, d, tongue, 4, 24);
	else
		sheet_text(s, "");
	sheet_client(s, row);
}

static void interactions_row(struct sheet *s, struct dice *d, const struct plan *plan, uint64_t row)
{
	static const char *const channels[] = {
		"call", "email", "meeting", "messenger", "visit", "letter", NULL};
	static const char *const results[] = {"Reached", "No answer", "Call back", "Sent offer",
		"Appointment", "Not interested", NULL};
	uint64_t client = dice_skewed(d, (unsigned)plan->clients) + 1;

	(void)row;
	sheet_client(s, client);
	sheet_text(s, dice_word(d, channels));
	sheet_text(s, dice_one_in(d, 3) ? "in" : "out");
	sheet_sentence(s, d, tongue_of_client(plan->seed, client), 2, 8);
	sheet_instant(s, TODAY - 1 - (int)dice_skewed(d, TODAY - FIRST_DAY),
		8 * 3600 + dice_even(d, 10 * 3600));
	sheet_text(s, dice_word(d, results));
	sheet_text(s, dice_word(d, logins));
}

static void tasks_row(struct sheet *s, struct dice *d, const struct plan *plan, uint64_t row)
{
	static const char *const kinds[] = {
		"call", "todo", "meeting", "email", "visit", "letter", NULL};
	static const char *const priorities[] = {"normal", "high", "low", "urgent", NULL};
	uint64_t client = dice_skewed(d, (unsigned)plan->clients) + 1;
	bool ahead = dice_one_in(d, 3);

	(void)row;
	sheet_client(s, client);
	sheet_sentence(s, d, tongue_of_client(plan->seed, client), 2, 6);
	sheet_text(s, dice_word(d, kinds));
	sheet_day(s, ahead ? TODAY + (int)dice_skewed(d, 120) : TODAY - (int)dice_even(d, 1500));
	sheet_text(s, dice_word(d, priorities));
	sheet_text(s, ahead || dice_one_in(d, 50) ? "open" : "done");
	sheet_text(s, dice_word(d, logins));
}

static void deals_row(struct sheet *s, struct dice *d, const struct plan *plan, uint64_t row)
{
	static const char *const open_stages[] = {
		"New", "Qualified", "Proposal", "Negotiation", NULL};
	static const char *const currencies[] = {"EUR", "EUR", "USD", "PLN", NULL};
	static const char *const sources[] = {
		"Website", "Referral", "Call", "Fair", "Advertising", NULL};
	uint64_t client = dice_skewed(d, (unsigned)plan->clients) + 1;
	int expected = FIRST_DAY + (int)dice_even(d, TODAY - FIRST_DAY);
	unsigned outcome = dice_even(d, 10); /* 0-5 won, 6-8 lost, 9 open */
	char amount[32];
	uint64_t cents = 5000 + (uint64_t)dice_skewed(d, 5000) * dice_even(d, 2000);

	(void)row;
	sheet_sentence(s, d, tongue_of_client(plan->seed, client), 2, 5);
	sheet_client(s, client);
	sheet_text(s, outcome < 6 ? "Won" : outcome < 9 ? "Lost" : dice_word(d, open_stages));
	snprintf(amount, sizeof(amount), "%" PRIu64 ".%02u", cents / 100, (unsigned)(cents % 100));
	sheet_text(s, amount);
	sheet_text(s, dice_word(d, currencies));
	sheet_day(s, outcome == 9 ? TODAY + (int)dice_skewed(d, 200) - 20 : expected);
	if (outcome == 9)
		sheet_text(s, "");
	else
		sheet_day(s, expected);
	sheet_text(s, dice_word(d, logins));
	sheet_text(s, dice_word(d, sources));
}

struct file {
	char letter; /* of its stream of chance, and of the option for its size */
	const char *name, *header;
	uint64_t rows;
	void (*row)(struct sheet *s, struct dice *d, const struct plan *plan, uint64_t row);
};

static void file_write(const struct file *f, const struct plan *plan, const char *dir)
{
	struct sheet s;

	sheet_open(&s, dir, f->name, f->header);
	for (uint64_t i = 1; i <= f->rows; i++) {
		struct dice d = dice_for_row(plan->seed, (unsigned char)f->letter, i);

		f->row(&s, &d, plan, i);
		sheet_end(&s);
	}
	sheet_close(&s);
}

int main(int argc, char **argv)
{
	struct file files[] = {
		{'c', "clients.csv",
			"name,kind,phone,email,city,country,industry,source,status,owner,notes,"
			"external_id",
			1000000, clients_row},
		{'i', "interactions.csv", "client,channel,direction,subject,started_at,result,user",
			2000000, interactions_row},
		{'t', "tasks.csv", "client,subject,kind,due_day,priority,state,assignee", 300000,
			tasks_row},
		{'d', "deals.csv",
			"title,client,stage,amount,currency,expected_close,closed_at,owner,source",
			300000, deals_row},
	};
	struct plan plan = {.seed = 1};
	int option;

	while ((option = getopt(argc, argv, "s:c:i:t:d:")) != -1) {
		if (option == '?')
			return 2;
		if (option == 's')
			plan.seed = strtoull(optarg, NULL, 10);
		for (unsigned i = 0; i < LENGTH(files); i++)
			if (option == files[i].letter)
				files[i].rows = strtoull(optarg, NULL, 10);
	}
	plan.clients = files[0].rows;
	if (optind + 1 != argc || plan.clients == 0) {
		fputs("gen DIR [-s SEED] [-c CLIENTS] [-i INTERACTIONS] [-t TASKS] [-d DEALS]\n",
			stderr);
		return 2;
	}
	for (unsigned i = 0; i < LENGTH(files); i++)
		file_write(&files[i], &plan, argv[optind]);
	return 0;
}
