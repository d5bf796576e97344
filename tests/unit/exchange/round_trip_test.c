/*
 * Out and in again, for every kind of record: an office of generated nasty data is exported, the file imported into an empty
 * office, and what that one exports must be the same, byte for byte; and the file is nothing new to the office it came from. By
 * way of CSV and of an Excel workbook.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/clock.h"
#include "domain/catalog.h"
#include "domain/client.h"
#include "domain/filter.h"
#include "domain/record.h"
#include "exchange/export.h"
#include "exchange/import.h"
#include "unit/office_fixture.h"

enum { RECORDS = 25, PATH = 160 };

/* What others point at comes first. */
static const enum kind_id order[] = {KIND_CUSTOM_FIELD, KIND_IMPORT_PROFILE, KIND_CHOICE, KIND_USER,
	KIND_PIPELINE, KIND_STAGE, KIND_PRODUCT, KIND_CLIENT, KIND_CONTACT_POINT, KIND_ADDRESS,
	KIND_RELATION, KIND_DEAL, KIND_DEAL_ITEM, KIND_INTERACTION, KIND_TASK};

enum { KINDS = sizeof order / sizeof order[0] };

static unsigned seed, started; /* what seed began with */

static unsigned any(unsigned below)
{
	return fixture_random(&seed, below);
}

/* --- Nasty data ------------------------------------------------------------------------------- */

static const char *const nasty[] = {"=cmd|' /C calc'!A0", "+48 600 100 200", "@SUM(A1)", "-1+2",
	"00700", "4276 5500 1234 5678", "123456789012345678", "1E5", "3/4", "08.03.2026",
	"Ёлкин «Ё»", "Żółć łąka", "😀 эмодзи", "say \"hi\"", "\"", "\"\"quoted\"\"", "a,b;c\td",
	"semi;colon", "pipe|bar", "'apostrophe", "''two", "'=guarded", "' 007", "back\\slash",
	"#12", "#999", "id", "sep=;", "none", "empty", "TRUE", "NULL", "_x0041_", "a  b",
	"percent 12%", "1,5", "1.5", "-0", "(5)", "<b>&amp;</b>", "x", "Ω≈ç√", "日本語", "ﷺ",
	"＝full", "＋x", "null", "N/A", "2026-03-08", "12:30", "5 %", "$5", "me", "@now", "#",
	"line\u2028sep", "zero\u200bwidth"};

static void add_text(struct buf *b, bool lines, int max_len)
{
	int parts = 1 + (int)any(lines ? 4 : 2);

	for (int i = 0; i < parts; i++) {
		const char *s = nasty[any(sizeof nasty / sizeof nasty[0])];

		if (i)
			buf_add(b, lines && any(2) ? "\n" : any(4) ? " " : "");
		if (max_len == 0 || (int)(b->len + strlen(s)) < max_len)
			buf_add(b, s);
	}
	if (!any(6))
		buf_add(b, "  ");
	if (!any(4))
		buf_addf(b, "%u", any(1000));
}

static int64_t count(struct office *o, enum kind_id kind)
{
	struct err err = ERR_INIT;
	int64_t n;

	fixture_ok(list_last_id(o, kind, &n, &err), &err);
	return n;
}

static void add_number(struct buf *b, int digits)
{
	static const char *const odd[] = {
		"0", "-1", "-0.5", "9007199254740", "0.01", "99999.99", "-1200.50"};
	int at;

	if (any(3)) {
		buf_addf(b, "%s%u", any(4) ? "" : "-", any(100000));
		return;
	}
	at = (int)any(sizeof odd / sizeof odd[0]);
	buf_addn(b, odd[at], digits ? strlen(odd[at]) : strcspn(odd[at], "."));
}

static void add_choice(struct office *o, const struct field *f, struct buf *b)
{
	int n = 0;

	if (f->choices) {
		while (f->choices[n].code)
			n++;
		buf_add(b, f->choices[any((unsigned)n)].code);
	} else {
		const struct list_entry *e = office_list(o, f->list, &n);

		if (n)
			buf_add(b, e[any((unsigned)n)].code);
	}
}

/* A text as a person could give it for the field; "" is left empty. */
static void add_value(struct office *o, const struct field *f, struct buf *b)
{
	switch (f->type) {
	case FT_TEXT: add_text(b, false, f->max_len ? f->max_len : 250); break;
	case FT_NOTE: add_text(b, true, 0); break;
	case FT_INT: add_number(b, 0); break;
	case FT_MONEY: add_number(b, 2); break;
	case FT_PERCENT: buf_addf(b, "%u.%u", any(100), any(100)); break;
	case FT_QUANTITY: buf_addf(b, "%u.%03u", any(1000), any(1000)); break;
	case FT_DATE: buf_addf(b, "%u-%02u-%02u", 1899 + any(300), 1 + any(12), 1 + any(28)); break;
	case FT_TIME: buf_addf(b, "%02u:%02u", any(24), any(60)); break;
	case FT_INSTANT:
		buf_addf(b, "20%02u-%02u-%02uT%02u:%02u:%02uZ", any(60), 1 + any(12), 1 + any(28),
			any(24), any(60), any(60));
		break;
	case FT_BOOL: buf_add(b, any(2) ? "yes" : "no"); break;
	case FT_CHOICE: add_choice(o, f, b); break;
	case FT_PICK: any(3) ? add_choice(o, f, b) : buf_addf(b, "New entry %u", any(5)); break;
	case FT_SET:
		for (unsigned i = any(4); i; i--) {
			if (b->len)
				buf_add(b, ",");
			add_choice(o, f, b);
		}
		break;
	case FT_LINK:
		if (count(o, f->link))
			buf_addf(b, "#%u", 1 + any((unsigned)count(o, f->link)));
		break;
	case FT_PHONE: buf_addf(b, "%s%07u", any(2) ? "+48 60" : "(495) ", any(10000000)); break;
	case FT_EMAIL: buf_addf(b, "%c%u@Łódź.example", '+' + (int)any(2), any(1000)); break;
	case FT_URL: buf_addf(b, "https://example.org/?a=%u&b=\"c;d\"", any(100)); break;
	case FT_CURRENCY: buf_add(b, any(2) ? "PLN" : any(2) ? "JPY" : "BHD"); break;
	}
}

/* Currencies before amounts and pipelines before stages, or the amounts would mean something else. */
static void fill(struct office *o, struct record *r)
{
	static const struct parse_options opt = {
		.from_file = true, .date_order = DATE_YMD, .decimal = '.'};

	for (int pass = 0; pass < 2; pass++)
		for (int i = 0; i < r->kind->nfields; i++) {
			const struct field *f = &r->kind->fields[i];
			bool early = f->type == FT_CURRENCY || f->link == KIND_PIPELINE;
			struct buf text = BUF_INIT;

			if (!import_is_settable(f) || early != (pass == 0))
				continue;
			if (!(f->flags & FF_REQUIRED) && !any(3)) {
				if (!any(3)) /* what a new record begins with, too */
					record_clear(r, i);
				continue;
			}
			add_value(o, f, &text);
			if (text.len)
				record_parse(o, r, i, buf_str(&text), &opt, NULL);
			buf_release(&text);
		}
}

/* Twins on purpose: every third title is one of three. */
static void same_title(struct record *r)
{
	static const char *const twins[] = {"Twin", "Ромашка / ООО", "#3"};

	if (any(3) == 0 && r->kind->fields[r->kind->title_field].type == FT_TEXT &&
		import_is_settable(&r->kind->fields[r->kind->title_field]))
		record_set_text(r, r->kind->title_field, twins[any(3)]);
}

/* Some custom fields of the kinds that people look at most; of every type. */
static void custom_fields(struct office *o)
{
	static const char *const types[] = {
		"text", "note", "number", "money", "date", "bool", "pick"};
	static const char *const kinds[] = {"client", "deal", "task", "product", "interaction"};
	struct err err = ERR_INIT;

	fixture_ok(action_begin(o, "fields", &err), &err);
	for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++)
		for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
			struct record r;
			char name[40];

			snprintf(name, sizeof name, "Extra %s; \"%s\"", kinds[k], types[i]);
			record_init(&r, o, KIND_CUSTOM_FIELD);
			record_set_text(&r, CUSTOM_FIELD_TITLE, name);
			snprintf(name, sizeof name, "x_%s", types[i]);
			record_set_text(&r, CUSTOM_FIELD_NAME, name);
			record_set_text(&r, CUSTOM_FIELD_KIND, kinds[k]);
			record_set_text(&r, CUSTOM_FIELD_TYPE, types[i]);
			if (!strcmp(types[i], "pick"))
				record_set_text(&r, CUSTOM_FIELD_CHOICES, "One, Two, =Three");
			fixture_ok(record_save(o, &r, &err), &err);
			record_release(&r);
		}
	fixture_ok(action_commit(o, NULL, &err), &err);
	fixture_ok(office_refresh(o, &err), &err);
}

/* Records that the rules take; at least one of each kind must be. */
static void generate(struct office *o, enum kind_id kind)
{
	int saved = 0;

	for (int i = 0; i < RECORDS; i++) {
		struct err err = ERR_INIT;
		struct record r;

		record_init(&r, o, kind);
		fill(o, &r);
		same_title(&r);
		fixture_ok(action_begin(o, "record", &err), &err);
		if (record_save(o, &r, &err) == ST_OK) {
			fixture_ok(action_commit(o, NULL, &err), &err);
			saved++;
		} else
			action_cancel(o);
		record_release(&r);
	}
	if (!saved)
		fail_msg("seed %u: no %s could be made", started, office_kind(o, kind)->name);
}

/* --- Out and in ------------------------------------------------------------------------------- */

static int settable(const struct kind *k, int *fields)
{
	int n = 0;

	for (int i = 0; i < k->nfields; i++)
		if (import_is_settable(&k->fields[i]))
			fields[n++] = i;
	return n;
}

static void put(struct office *o, enum kind_id kind, const char *path)
{
	int fields[200];
	struct export_request req = {.list = {.kind = kind},
		.by_id = true,
		.fields = fields,
		.csv = CSV_OUT_OPTIONS_INIT};
	struct export_result result;
	struct filter *filter = NULL;
	struct err err = ERR_INIT;

	export_format_of(path, &req.format);
	if (strstr(path, ".txt")) { /* as a spreadsheet of the office wants it */
		req.titles = req.csv.bom = req.csv.crlf = true;
		req.csv.delimiter = ';';
		req.csv.decimal = ',';
	}
	req.nfields = settable(office_kind(o, kind), fields);
	/* An import saves its own mapping: that one is nobody's data here. */
	if (kind == KIND_IMPORT_PROFILE)
		fixture_ok(filter_compile(o, kind, "-name:import_profile", &filter, &err), &err);
	req.list.filter = filter;
	fixture_ok(export_file(o, &req, path, true, NULL, &result, &err), &err);
	filter_free(filter);
}

static struct import_result take(struct office *o, enum kind_id kind, const char *path)
{
	struct import_result result;
	struct err err = ERR_INIT;
	struct import *imp;

	fixture_ok(import_new(o, kind, NULL, path, &imp, &err), &err);
	imp->mode = IMPORT_BOTH;
	imp->match_field = IMPORT_MATCH_ID;
	imp->erase_empty = true;
	fixture_ok(import_run(imp, o, false, NULL, false, NULL, &result, &err), &err);
	if (result.counts[IMPORT_FAILED])
		fail_msg("seed %u, %s line %lld: %s", started, path,
			(long long)result.kept[IMPORT_FAILED][0].line,
			result.kept[IMPORT_FAILED][0].detail);
	import_free(imp);
	return result;
}

static char *slurp(const char *path)
{
	struct buf b = BUF_INIT;
	FILE *f = fopen(path, "r");
	char part[4096];
	size_t n;

	assert_non_null(f);
	while ((n = fread(part, 1, sizeof part, f)))
		buf_addn(&b, part, n);
	fclose(f);
	return buf_take(&b);
}

/* Both as CSV, whatever way they came. */
static void same(struct office *a, struct office *b, enum kind_id kind, const char *dir)
{
	char one[PATH], two[PATH], *was, *is;
	size_t at = 0;

	snprintf(one, sizeof one, "%s/one.csv", dir);
	snprintf(two, sizeof two, "%s/two.csv", dir);
	put(a, kind, one);
	put(b, kind, two);
	was = slurp(one);
	is = slurp(two);
	while (was[at] && was[at] == is[at])
		at++;
	if (was[at] || is[at])
		fail_msg("%s differs:\nwas %.300s\nis  %.300s", office_kind(a, kind)->name,
			was + (at > 150 ? at - 150 : 0), is + (at > 150 ? at - 150 : 0));
	free(was);
	free(is);
	unlink(one);
	unlink(two);
}

static void nothing_new(struct office *o, enum kind_id kind, const char *path)
{
	struct import_result r = take(o, kind, path);

	if (r.counts[IMPORT_UNCHANGED] != r.rows)
		fail_msg("seed %u, %s: %lld of %lld rows unchanged; line %lld %s", started, path,
			(long long)r.counts[IMPORT_UNCHANGED], (long long)r.rows,
			(long long)(r.nkept[IMPORT_UPDATED] ? r.kept[IMPORT_UPDATED][0].line : 0),
			r.nkept[IMPORT_UPDATED] ? r.kept[IMPORT_UPDATED][0].detail : "");
	import_result_release(&r);
}

static void round_trip(unsigned number, const char *end)
{
	struct office_fixture was, is;

	seed = started = number;
	setenv("KARTOTEKA_NOW", "2026-03-02T09:00:00Z", 1);
	setenv("TZ", "UTC", 1);
	fixture_open(&was, "PLN");
	fixture_open(&is, "PLN");
	custom_fields(was.o);
	for (int k = 1; k < KINDS; k++)
		generate(was.o, order[k]);
	for (int k = 0; k < KINDS; k++) {
		char path[PATH];
		struct import_result r;

		snprintf(path, sizeof path, "%s/%s.%s", was.dir, office_kind(was.o, order[k])->name,
			end);
		put(was.o, order[k], path);
		nothing_new(was.o, order[k], path);
		r = take(is.o, order[k], path);
		import_result_release(&r);
		same(was.o, is.o, order[k], was.dir);
		unlink(path);
	}
	fixture_close(&was);
	fixture_close(&is);
}

static void through_csv(void **state)
{
	(void)state;
	for (unsigned i = 1; i <= 6; i++)
		round_trip(i, "csv");
}

static void through_csv_for_a_spreadsheet(void **state)
{
	(void)state;
	for (unsigned i = 21; i <= 23; i++)
		round_trip(i, "txt");
}

static void through_a_workbook(void **state)
{
	(void)state;
	for (unsigned i = 11; i <= 13; i++)
		round_trip(i, "xlsx");
}

/* What points at a client in the trash goes on pointing at it. */
static void links_into_the_trash_stay(void **state)
{
	struct err err = ERR_INIT;
	struct office_fixture f;
	struct record r;
	char path[PATH], *text;
	int64_t gone;

	(void)state;
	fixture_open(&f, "PLN");
	fixture_begin(&f);
	record_init(&r, f.o, KIND_CLIENT);
	record_set_text(&r, CLIENT_NAME, "Gone");
	gone = fixture_save(&f, &r);
	record_init(&r, f.o, KIND_CLIENT);
	record_set_text(&r, CLIENT_NAME, "Daughter");
	record_set_num(&r, CLIENT_PARENT, gone);
	fixture_save(&f, &r);
	fixture_commit(&f);
	fixture_begin(&f);
	fixture_ok(record_trash(f.o, KIND_CLIENT, gone, 0, &err), &err);
	fixture_commit(&f);
	snprintf(path, sizeof path, "%s/trash.csv", f.dir);
	put(f.o, KIND_CLIENT, path);
	text = slurp(path);
	if (!strstr(text, ",#1,"))
		fail_msg("%s", text);
	free(text);
	nothing_new(f.o, KIND_CLIENT, path);
	unlink(path);
	fixture_close(&f);
}

/* A kind that comes later must be in the test; the stage log is the program's own. */
static void every_kind_is_tried(void **state)
{
	struct office_fixture f;

	(void)state;
	fixture_open(&f, "PLN");
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		int fields[200];
		bool there = false;

		for (int k = 0; k < KINDS; k++)
			there |= order[k] == (enum kind_id)kind;
		assert_true(there == (settable(office_kind(f.o, (enum kind_id)kind), fields) > 0));
	}
	fixture_close(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_is_tried),
		cmocka_unit_test(links_into_the_trash_stay),
		cmocka_unit_test(through_csv),
		cmocka_unit_test(through_csv_for_a_spreadsheet),
		cmocka_unit_test(through_a_workbook),
	};

	return cmocka_run_group_tests_name("round_trip", tests, NULL, NULL);
}
