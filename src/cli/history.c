/* history: what was done, by whom and when; and what one action changed. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "change_rows.h"
#include "commands.h"
#include "domain/undo.h"
#include "exchange/json_out.h"
#include "grid.h"
#include "session.h"
#include "target.h"

enum { USUAL_LIMIT = 20, MOST = 100000 };

/* --- Actions ------------------------------------------------------------------------------------ */

static const char *class_title(const struct history_entry *e)
{
	if (e->cls == 1)
		return e->undone_by ? _("undo, taken back") : _("undo");
	if (e->cls == 2)
		return _("redo");
	return e->undone_by ? _("undone") : "";
}

static const char *class_name(int cls)
{
	return cls == 1 ? "undo" : cls == 2 ? "redo" : cls == 0 ? "action" : "setup";
}

static enum status print_actions_json(
	const struct session *s, const struct history_entry *list, int n, struct err *err)
{
	struct json_out *j = json_out_new(s->env.out);
	char at[21];

	for (int i = 0; i < n; i++) {
		date_format_utc(list[i].at, at);
		json_out_begin(j);
		json_out_int(j, "txn", list[i].txn);
		json_out_string(j, "at", at);
		json_out_string(j, "user", list[i].user);
		json_out_string(j, "what", list[i].what);
		json_out_string(j, "class", class_name(list[i].cls));
		if (list[i].undone_by)
			json_out_int(j, "undone_by", list[i].undone_by);
		else
			json_out_null(j, "undone_by");
		json_out_int(j, "changes", list[i].changes);
		json_out_end(j);
	}
	return json_out_finish(j, err);
}

static void print_actions(const struct session *s, const struct history_entry *list, int n)
{
	struct grid g;
	char text[64];

	grid_init(&g, s);
	grid_column(&g, _("Action"), GRID_RIGHT);
	grid_column(&g, _("When"), GRID_WHOLE);
	grid_column(&g, _("Who"), GRID_TEXT);
	grid_column(&g, _("What"), GRID_TEXT);
	grid_column(&g, "", GRID_TEXT);
	for (int i = 0; i < n; i++) {
		snprintf(text, sizeof(text), "%lld", (long long)list[i].txn);
		grid_cell(&g, text);
		date_format_instant(list[i].at, s->env.options.date_order, text, sizeof(text));
		grid_cell(&g, text);
		grid_cell(&g, list[i].user);
		grid_cell(&g, list[i].what);
		grid_cell(&g, class_title(&list[i]));
		grid_end_row(&g, list[i].undone_by ? SAY_DIM : SAY_PLAIN);
	}
	grid_finish(&g);
}

static enum status list_actions(struct session *s, struct err *err)
{
	const char *client = session_option(s, "client");
	struct history_entry *list = NULL;
	int64_t client_id = 0, limit;
	int n = 0;
	enum status st = session_number(s, "limit", MOST, USUAL_LIMIT, &limit, err);

	if (!st && client)
		st = target_find(s, KIND_CLIENT, client, &client_id, err);
	if (!st)
		st = history_list(
			s->office, client_id, 0, limit ? (int)limit : MOST, &list, &n, err);
	if (!st && !n)
		st = ST_NOT_FOUND;
	else if (!st && session_flag(s, "json"))
		st = print_actions_json(s, list, n, err);
	else if (!st)
		print_actions(s, list, n);
	free(list);
	return st;
}

/* --- Changes of one action ---------------------------------------------------------------------- */

static enum status list_changes(struct session *s, const char *text, struct err *err)
{
	struct change_entry *list = NULL;
	int64_t txn, limit;
	char *end;
	int n = 0;
	enum status st = session_number(s, "limit", MOST, MOST, &limit, err);

	txn = strtoll(text, &end, 10);
	if (!st && (*end || end == text || txn <= 0))
		st = err_set(err, ST_USAGE, _("history: \"%.40s\" is not the number of an action"),
			text);
	if (!st)
		st = change_list(
			s->office, txn, KIND_NONE, 0, limit ? (int)limit : MOST, &list, &n, err);
	if (!st && !n)
		st = err_set(err, ST_NOT_FOUND, _("there is no action %lld, or it changed nothing"),
			(long long)txn);
	else if (!st)
		st = change_rows_tell(s, list, n, err);
	change_list_free(list, n);
	return st;
}

static enum status run(struct session *s, struct err *err)
{
	enum status st = session_open(s, DB_OPEN, err);

	if (st)
		return st;
	return session_word(s, 0) ? list_changes(s, session_word(s, 0), err) : list_actions(s, err);
}

static const struct cli_option options[] = {
	{"client", "ID|NAME", N_("only what was done to this client and what belongs to it")},
	{"limit", "N", N_("at most so many; 20 actions when it is not said, 0 all")},
	{"json", NULL, N_("one JSON object a line")},
	{0},
};

const struct cli_command command_history = {
	.name = "history",
	.usage = "[ACTION]",
	.summary = N_("what was done, newest first"),
	.text = N_("With the number of an ACTION: what it changed.\n"),
	.options = options,
	.max_words = 1,
	.run = run,
};
