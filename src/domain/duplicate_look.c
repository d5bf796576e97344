/* Duplicates of one record, and the word that two are none. The search for all of them is duplicate_scan.c. */
#include "domain/duplicates.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "domain/action.h"
#include "domain/client.h"
#include "duplicate_sql.h"

enum {
	LOOK_FEW = 2 * DUPLICATE_NOISE + 2, /* enough to see that a key is noise */
	LOOK_MANY = 300,                    /* names that only begin alike are among them */
	PHONES_MAX = 4,
};

static const struct {
	unsigned bit;
	const char *text;
} reason_texts[] = {
	{DUPLICATE_TAX_ID, N_("same tax ID")},
	{DUPLICATE_EMAIL, N_("same e-mail")},
	{DUPLICATE_PHONE, N_("same phone")},
	{DUPLICATE_NAME_CITY, N_("same name and city")},
	{DUPLICATE_NAME_DOMAIN, N_("same name and e-mail domain")},
	{DUPLICATE_NAME, N_("same name")},
	{DUPLICATE_CODE, N_("same code")},
};

enum { REASONS = sizeof(reason_texts) / sizeof(reason_texts[0]) };

bool duplicates_apply(enum kind_id kind)
{
	return duplicate_fields(kind) != NULL;
}

void duplicate_reasons_text(unsigned reasons, struct buf *b)
{
	const char *separator = "";

	for (int i = 0; i < REASONS; i++)
		if (reasons & reason_texts[i].bit) {
			buf_addf(b, "%s%s", separator, _(reason_texts[i].text));
			separator = ", ";
		}
}

/* One look for duplicates of a record. */
struct duplicate_search {
	struct office *o;
	const struct kind *k;
	struct duplicate_key keys[DUPLICATE_KEYS_MAX];
	int nkeys;
	struct duplicate_self self;
	struct duplicate_scratch scratch;
	struct duplicate *found;
	size_t cap;
	int n;
	bool by_name;   /* the same name is enough */
	unsigned given; /* reason of whoever is found now, whatever its own keys say */
};

static unsigned shared_reasons(struct duplicate_search *s, const struct duplicate_facts *facts)
{
	struct duplicate_key keys[DUPLICATE_KEYS_MAX];
	struct duplicate_self self;
	int n = duplicate_keys_make(s->k->id, facts, &s->scratch, keys, &self);
	unsigned reasons = 0;

	for (int i = 0; i < n; i++)
		for (int j = 0; j < s->nkeys; j++)
			if (keys[i].hash == s->keys[j].hash &&
				keys[i].reason == s->keys[j].reason &&
				duplicate_agree(keys[i].reason, &self, &s->self))
				reasons |= keys[i].reason;
	if (s->by_name && self.name && self.name == s->self.name)
		reasons |= DUPLICATE_NAME;
	if (s->given && duplicate_agree((enum duplicate_reason)s->given, &self, &s->self))
		reasons |= s->given;
	return reasons;
}

static void look_at(void *arg, int64_t id, const struct duplicate_facts *facts)
{
	struct duplicate_search *s = arg;
	unsigned reasons = shared_reasons(s, facts);

	if (!reasons)
		return;
	for (int i = 0; i < s->n; i++)
		if (s->found[i].id == id) {
			s->found[i].reasons |= reasons;
			return;
		}
	s->found = mem_grow(s->found, &s->cap, (size_t)s->n + 1, sizeof(*s->found));
	s->found[s->n++] = (struct duplicate){id, reasons};
}

static enum status look(struct duplicate_search *s, enum duplicate_look by, const char *text,
	int64_t except, int limit, struct err *err)
{
	return duplicate_sql_look(s->o, s->k, by, text, except, limit, look_at, s, err);
}

static enum status look_email(
	struct duplicate_search *s, const char *email, int64_t except, struct err *err)
{
	struct buf folded = BUF_INIT;
	enum status st = ST_OK;

	fold_text(&folded, email);
	s->given = DUPLICATE_EMAIL;
	if (strchr(buf_str(&folded), '@')) {
		st = look(s, LOOK_EMAIL, buf_str(&folded), except, LOOK_FEW, err);
		if (!st && s->k->id == KIND_CLIENT)
			st = look(s, LOOK_POINT, buf_str(&folded), except, LOOK_FEW, err);
	}
	s->given = 0;
	buf_release(&folded);
	return st;
}

/* Every number as far as its end tells it from others, so that numbers with and without a country code meet. */
static enum status look_phones(
	struct duplicate_search *s, const struct record *r, int64_t except, struct err *err)
{
	struct buf digits = BUF_INIT;
	enum status st = ST_OK;
	int n = 0;

	fold_phone(&digits, record_text(r, CLIENT_PHONE), office_options(s->o)->country_code);
	buf_addf(&digits, " %s", r->id ? record_text(r, CLIENT_DIGITS) : "");
	for (const char *p = buf_str(&digits); !st && *p && n < PHONES_MAX;) {
		size_t len = strcspn(p, " "), skip = len > 9 ? len - 9 : 0;
		char *tail = mem_strndup(p + skip, len - skip);

		if (len >= 6) {
			st = look(s, LOOK_PHONE, tail, except, LOOK_FEW, err);
			n++;
		}
		free(tail);
		p += len + (p[len] == ' ');
	}
	buf_release(&digits);
	return st;
}

/* The name without its form, and behind every form that people write in front. */
static enum status look_name(
	struct duplicate_search *s, const char *name, int64_t except, struct err *err)
{
	static const char *const forms[] = {"", "ооо ", "оао ", "зао ", "пао ", "ао ", "ип ",
		"тов ", "фоп ", "чп ", "ет ", "ooo ", "zao "};
	struct buf bare = BUF_INIT, key = BUF_INIT;
	enum status st = ST_OK;

	fold_dup_sort_key(&bare, name);
	for (size_t i = 0; !st && bare.len && i < sizeof(forms) / sizeof(forms[0]); i++) {
		buf_clear(&key);
		buf_addf(&key, "%s%s", forms[i], buf_str(&bare));
		st = look(s, LOOK_NAME, buf_str(&key), except, LOOK_MANY, err);
	}
	buf_release(&bare);
	buf_release(&key);
	return st;
}

static bool look_at_point(
	void *arg, int64_t client_id, const char *email, const struct duplicate_facts *client)
{
	struct buf *emails = arg;

	(void)client_id;
	(void)client;
	buf_addf(emails, "%s\n", email);
	return true;
}

static enum status look_points(struct duplicate_search *s, int64_t id, struct err *err)
{
	struct buf emails = BUF_INIT;
	enum status st = id ? duplicate_sql_points(s->o, id, look_at_point, &emails, err) : ST_OK;
	char *list = buf_take(&emails), *rest = list;

	for (char *email; !st && (email = strsep(&rest, "\n"));)
		st = look_email(s, email, id, err);
	free(list);
	return st;
}

static enum status look_client(struct duplicate_search *s, const struct record *r, struct err *err)
{
	const char *tax_id = record_text(r, CLIENT_TAX_ID);
	enum status st = look_email(s, record_text(r, CLIENT_EMAIL), r->id, err);

	if (!st)
		st = look_points(s, r->id, err);
	if (!st && *tax_id)
		st = look(s, LOOK_TAX, tax_id, r->id, LOOK_FEW, err);
	if (!st)
		st = look_phones(s, r, r->id, err);
	return st ? st : look_name(s, record_text(r, CLIENT_NAME), r->id, err);
}

static enum status look_other(struct duplicate_search *s, const struct record *r, struct err *err)
{
	const int *fields = duplicate_fields(s->k->id);
	const char *code = record_text(r, fields[DUPLICATE_COL_CODE]);
	enum status st = ST_OK;

	if (!s->k->searchable)
		return look(s, LOOK_ALL, NULL, r->id, LOOK_MANY, err);
	if (*code)
		st = look(s, LOOK_CODE, code, r->id, LOOK_FEW, err);
	return st ? st : look_name(s, record_text(r, fields[DUPLICATE_COL_NAME]), r->id, err);
}

static void drop_found(struct duplicate_search *s, int i)
{
	memmove(s->found + i, s->found + i + 1, sizeof(*s->found) * (size_t)(--s->n - i));
}

static void drop_noise(struct duplicate_search *s)
{
	for (int r = 0; r < REASONS; r++) {
		int matches = 0;

		for (int i = 0; i < s->n; i++)
			matches += (s->found[i].reasons & reason_texts[r].bit) != 0;
		for (int i = 0; matches > DUPLICATE_NOISE && i < s->n; i++)
			s->found[i].reasons &= ~reason_texts[r].bit;
	}
	for (int i = s->n - 1; i >= 0; i--)
		if (!s->found[i].reasons)
			drop_found(s, i);
}

static enum status drop_different(struct duplicate_search *s, int64_t id, struct err *err)
{
	int64_t *pairs = NULL;
	int n = 0;
	enum status st = id && s->k->id == KIND_CLIENT
				 ? duplicate_sql_different(s->o, id, &pairs, &n, err)
				 : ST_OK;

	for (int p = 0; p < n; p++) {
		int64_t other = pairs[2 * p] == id ? pairs[2 * p + 1] : pairs[2 * p];

		for (int i = s->n - 1; i >= 0; i--)
			if (s->found[i].id == other)
				drop_found(s, i);
	}
	free(pairs);
	return st;
}

/* More reasons first, then the stronger one, then the older record. */
static int compare_duplicates(const void *a, const void *b)
{
	const struct duplicate *x = a, *y = b;
	int more = __builtin_popcount(y->reasons) - __builtin_popcount(x->reasons);

	if (more)
		return more;
	if (x->reasons != y->reasons)
		return (x->reasons & -x->reasons) < (y->reasons & -y->reasons) ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

static void search_init(struct duplicate_search *s, struct office *o, const struct record *r)
{
	struct duplicate_key unused[DUPLICATE_KEYS_MAX];
	struct duplicate_facts facts;

	*s = (struct duplicate_search){.o = o, .k = r->kind};
	s->nkeys = duplicate_keys(o, r, s->keys);
	duplicate_facts_of(r, &facts);
	duplicate_keys_make(r->kind->id, &facts, &s->scratch, unused, &s->self);
}

/* What was found goes out, the surest first; s is released. */
static enum status search_finish(struct duplicate_search *s, const struct record *r, enum status st,
	struct duplicate *out, int max, int *n, struct err *err)
{
	if (!st) {
		drop_noise(s);
		st = drop_different(s, r->id, err);
	}
	if (!st && s->n)
		qsort(s->found, (size_t)s->n, sizeof(*s->found), compare_duplicates);
	for (*n = 0; !st && *n < s->n && *n < max; (*n)++)
		out[*n] = s->found[*n];
	duplicate_scratch_release(&s->scratch);
	free(s->found);
	return st;
}

enum status duplicates_of(struct office *o, const struct record *r, struct duplicate *out, int max,
	int *n, struct err *err)
{
	struct duplicate_search s;
	enum status st;

	*n = 0;
	if (!duplicates_apply(r->kind->id))
		return ST_OK;
	search_init(&s, o, r);
	st = r->kind->id == KIND_CLIENT ? look_client(&s, r, err) : look_other(&s, r, err);
	return search_finish(&s, r, st, out, max, n, err);
}

enum status duplicates_named(struct office *o, const struct record *r, struct duplicate *out,
	int max, int *n, struct err *err)
{
	struct duplicate_search s;
	enum status st;

	*n = 0;
	if (!duplicates_apply(r->kind->id) || !r->kind->searchable)
		return ST_OK;
	search_init(&s, o, r);
	s.by_name = true;
	st = look_name(&s, record_text(r, r->kind->title_field), r->id, err);
	return search_finish(&s, r, st, out, max, n, err);
}

static enum status dismiss_pair(struct office *o, int64_t a, int64_t b, struct err *err)
{
	struct record r;
	enum status st;

	record_init(&r, o, KIND_RELATION);
	record_set_num(&r, RELATION_A, a);
	record_set_num(&r, RELATION_B, b);
	record_set_text(&r, RELATION_TYPE, "distinct_from");
	st = record_save(o, &r, err);
	record_release(&r);
	return st;
}

static bool has_pair(const int64_t *pairs, int n, int64_t a, int64_t b)
{
	for (int i = 0; i < n; i++)
		if ((pairs[2 * i] == a && pairs[2 * i + 1] == b) ||
			(pairs[2 * i] == b && pairs[2 * i + 1] == a))
			return true;
	return false;
}

static enum status dismiss_from(
	struct office *o, const int64_t *ids, int n, int at, struct err *err)
{
	int64_t *pairs = NULL;
	int npairs = 0;
	enum status st = duplicate_sql_different(o, ids[at], &pairs, &npairs, err);

	for (int i = at + 1; !st && i < n; i++)
		if (!has_pair(pairs, npairs, ids[at], ids[i]))
			st = dismiss_pair(o, ids[at], ids[i], err);
	free(pairs);
	return st;
}

enum status duplicates_dismiss(struct office *o, enum kind_id kind, const int64_t *ids, int n,
	int64_t *txn, struct err *err)
{
	enum status st;

	if (kind != KIND_CLIENT)
		return err_set(err, ST_USAGE, _("Only clients can be declared different"));
	st = action_begin(o, _("Not duplicates"), err);
	for (int i = 0; !st && i + 1 < n; i++)
		st = dismiss_from(o, ids, n, i, err);
	if (!st)
		return action_commit(o, txn, err);
	action_cancel(o);
	return st;
}
