/* imports: what was imported, by whom and from which file; and the records behind one import. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "change_rows.h"
#include "commands.h"
#include "domain/import_batch.h"
#include "exchange/json_out.h"
#include "grid.h"
#include "say.h"
#include "session.h"

enum { USUAL_LIMIT = 20, MOST = 100000, ROWS_PAGE = 1000 };

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static const char *kind_title(const struct session *s, const struct import_batch *b)
{
	return b->kind == KIND_NONE ? "" : _(office_kind(s->office, b->kind)->plural);
}

static void cell_number(struct grid *g, int64_t n)
{
	char text[24];

	snprintf(text, sizeof(text), "%lld", (long long)n);
	grid_cell(g, text);
}

static void print_list(const struct session *s, const struct import_batch *list, int n)
{
	struct grid g;
	char at[40];

	grid_init(&g, s);
	grid_column(&g, _("Action"), GRID_RIGHT);
	grid_column(&g, _("When"), GRID_WHOLE);
	grid_column(&g, _("Who"), GRID_TEXT);
	grid_column(&g, _("File"), GRID_TEXT);
	grid_column(&g, _("What"), GRID_TEXT);
	grid_column(&g, _("New"), GRID_RIGHT);
	grid_column(&g, _("Changed"), GRID_RIGHT);
	grid_column(&g, _("Failed"), GRID_RIGHT);
	grid_column(&g, "", GRID_TEXT);
	for (int i = 0; i < n; i++) {
		cell_number(&g, list[i].txn);
		date_format_instant(list[i].at, s->env.options.date_order, at, sizeof(at));
		grid_cell(&g, at);
		grid_cell(&g, list[i].user);
		grid_cell(&g, base_name(list[i].file));
		grid_cell(&g, kind_title(s, &list[i]));
		cell_number(&g, list[i].created);
		cell_number(&g, list[i].updated);
		cell_number(&g, list[i].failed);
		grid_cell(&g, list[i].undone_at ? _("undone") : "");
		grid_end_row(&g, list[i].undone_at ? SAY_DIM : SAY_PLAIN);
	}
	grid_finish(&g);
}

static void batch_json(const struct session *s, struct json_out *j, const struct import_batch *b)
{
	char at[21];

	json_out_begin(j);
	json_out_int(j, "txn", b->txn);
	date_format_utc(b->at, at);
	json_out_string(j, "at", at);
	json_out_string(j, "user", b->user);
	json_out_string(
		j, "kind", b->kind == KIND_NONE ? NULL : office_kind(s->office, b->kind)->name);
	json_out_string(j, "file", b->file);
	json_out_int(j, "bytes", b->bytes);
	json_out_string(j, "sha256", *b->sha256 ? b->sha256 : NULL);
	json_out_string(j, "format", b->format);
	json_out_int(j, "created", b->created);
	json_out_int(j, "updated", b->updated);
	json_out_int(j, "unchanged", b->unchanged);
	json_out_int(j, "duplicate", b->duplicates);
	json_out_int(j, "failed", b->failed);
	json_out_int(j, "created_others", b->others);
	json_out_string(j, "profile", b->profile);
	json_out_string(j, "reject", b->reject);
	if (b->undone_at) {
		date_format_utc(b->undone_at, at);
		json_out_string(j, "undone_at", at);
		json_out_string(j, "undone_by", b->undone_by);
	} else {
		json_out_null(j, "undone_at");
		json_out_null(j, "undone_by");
	}
	json_out_end(j);
}

static enum status list_imports(struct session *s, struct err *err)
{
	struct import_batch *list = NULL;
	struct json_out *j;
	int64_t limit;
	int n = 0;
	enum status st = session_number(s, "limit", MOST, USUAL_LIMIT, &limit, err);

	if (!st)
		st = import_batch_list(s->office, 0, limit ? (int)limit : MOST, &list, &n, err);
	if (!st && !n) {
		say_aside(s, _("Nothing was imported yet: kartoteka import KIND FILE\n"));
		st = ST_NOT_FOUND;
	} else if (!st && session_flag(s, "json")) {
		j = json_out_new(s->env.out);
		for (int i = 0; i < n; i++)
			batch_json(s, j, &list[i]);
		st = json_out_finish(j, err);
	} else if (!st)
		print_list(s, list, n);
	import_batch_list_free(list, n);
	return st;
}

/* --- One import --------------------------------------------------------------------------------- */

static void print_batch(const struct session *s, const struct import_batch *b)
{
	char at[40];

	date_format_instant(b->at, s->env.options.date_order, at, sizeof(at));
	say(s, _("Import %lld: %s, %s, %s\n"), (long long)b->txn, kind_title(s, b), at, b->user);
	say(s, _("File: %s (%s, %lld bytes)\n"), b->file, b->format, (long long)b->bytes);
	if (*b->sha256)
		say(s, "SHA-256: %s\n", b->sha256);
	if (b->profile)
		say(s, _("Mapping: %s\n"), b->profile);
	say(s, _("%lld created, %lld updated, %lld unchanged, %lld duplicates, %lld failed\n"),
		(long long)b->created, (long long)b->updated, (long long)b->unchanged,
		(long long)b->duplicates, (long long)b->failed);
	if (b->others)
		say(s,
			P_("%lld record made for a link\n", "%lld records made for links\n",
				b->others),
			(long long)b->others);
	if (b->reject)
		say(s, _("The failed rows are in %s\n"), b->reject);
	if (b->undone_at) {
		date_format_instant(b->undone_at, s->env.options.date_order, at, sizeof(at));
		say(s, _("Undone on %s by %s\n"), at, b->undone_by);
	} else
		say(s, _("To take it back: kartoteka undo %lld\n"), (long long)b->txn);
}

static enum status print_rows(struct session *s, int64_t txn, struct err *err)
{
	struct import_batch_cursor at = {0};
	int64_t limit, told = 0;
	enum status st = session_number(s, "limit", INT64_MAX, 0, &limit, err);
	int n = ROWS_PAGE;

	while (!st && n == ROWS_PAGE && (!limit || told < limit)) {
		struct change_entry *rows = NULL;

		st = import_batch_rows(s->office, txn, &at, ROWS_PAGE, &rows, &n, err);
		if (!st && n)
			st = change_rows_tell(
				s, rows, limit && told + n > limit ? (int)(limit - told) : n, err);
		told += n;
		change_list_free(rows, n);
	}
	return st;
}

static enum status show_import(struct session *s, const char *text, struct err *err)
{
	struct import_batch b = {0};
	char *end;
	int64_t txn = strtoll(text, &end, 10);
	struct json_out *j;
	enum status st;

	if (*end || end == text || txn <= 0)
		return err_set(err, ST_USAGE,
			_("imports: \"%.40s\" is not the number of an import"), text);
	st = import_batch_get(s->office, txn, &b, err);
	if (st)
		return st;
	if (session_flag(s, "rows"))
		st = print_rows(s, txn, err);
	else if (session_flag(s, "json")) {
		j = json_out_new(s->env.out);
		batch_json(s, j, &b);
		st = json_out_finish(j, err);
	} else
		print_batch(s, &b);
	import_batch_release(&b);
	return st;
}

static enum status run(struct session *s, struct err *err)
{
	enum status st = session_open(s, DB_OPEN, err);

	if (st)
		return st;
	if (!session_word(s, 0) && session_flag(s, "rows"))
		return err_set(err, ST_USAGE, _("imports: --rows needs the number of an import"));
	return session_word(s, 0) ? show_import(s, session_word(s, 0), err) : list_imports(s, err);
}

static const struct cli_option options[] = {
	{"rows", NULL, N_("the records that it made and the fields that it changed, old → new")},
	{"limit", "N", N_("at most so many; 20 imports when it is not said, 0 all")},
	{"json", NULL, N_("one JSON object a line")},
	{0},
};

const struct cli_command command_imports = {
	.name = "imports",
	.usage = "[IMPORT]",
	.summary = N_("what was imported, from which file; the records behind it"),
	.text = N_("With the number of an IMPORT: its file, hash, mapping and counts. kartoteka "
		   "undo IMPORT\ntakes it back, also years later; what others changed since stays "
		   "and is listed.\n"),
	.options = options,
	.max_words = 1,
	.run = run,
};
