/* Entries of the change log, a line or an object each. Values of the log are as in the file; they are shown as their field shows them. */
#include "change_rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "domain/record.h"
#include "exchange/json_out.h"
#include "grid.h"
#include "say.h"
#include "target.h"

/* A value of the log as its field shows it. The log keeps what the file keeps. */
static void print_value(const struct session *s, const struct kind *k, int field, const char *text,
	enum value_style style, struct buf *b)
{
	struct record r;
	int32_t day;

	if (!text || !*text)
		return;
	record_make(&r, k);
	switch (k->fields[field].type) {
	case FT_INT:
	case FT_MONEY:
	case FT_PERCENT:
	case FT_QUANTITY:
	case FT_TIME:
	case FT_INSTANT:
	case FT_BOOL:
	case FT_LINK: record_set_num(&r, field, strtoll(text, NULL, 10)); break;
	case FT_DATE:
		if (date_parse_iso(text, &day))
			record_set_num(&r, field, day);
		else
			record_set_num(&r, field, strtoll(text, NULL, 10));
		break;
	default: record_set_text(&r, field, text); break;
	}
	record_format(s->office, &r, field, style, b);
	record_release(&r);
}

static const char *op_title(char op)
{
	switch (op) {
	case 'i': return _("new");
	case 'd': return _("to the trash");
	case 'r': return _("out of the trash");
	default: return _("changed");
	}
}

static void show_value(
	const struct session *s, const struct kind *k, int field, const char *text, struct buf *b)
{
	if (text && *text)
		print_value(s, k, field, text, STYLE_SHOW, b);
	else
		buf_add(b, "–");
}

static void show_merge(const struct change_entry *e, struct buf *b)
{
	bool into = !strcmp(e->field, "merged_into");

	buf_addf(b, "%s: #%s", into ? _("Merged into") : _("Merged from"), e->new_text);
}

static void print_change(const struct session *s, struct grid *g, const struct change_entry *e)
{
	const struct kind *k = e->kind == KIND_NONE ? NULL : office_kind(s->office, e->kind);
	int field = k && e->field ? kind_field(k, e->field) : -1;
	struct buf b = BUF_INIT;

	grid_cell(g, k ? _(k->title) : "");
	buf_addf(&b, "#%lld", (long long)e->record_id);
	if (e->last_id > e->record_id)
		buf_addf(&b, "–#%lld", (long long)e->last_id);
	grid_cell(g, buf_str(&b));
	buf_clear(&b);
	/* A record whose title is a link has no name of its own. */
	if (e->last_id <= e->record_id && k && k->fields[k->title_field].type != FT_LINK)
		office_title(s->office, e->kind, e->record_id, &b);
	grid_cell(g, buf_str(&b));
	buf_clear(&b);
	if (e->op == 'm') {
		show_merge(e, &b);
	} else if (field >= 0) {
		buf_addf(&b, "%s: ", target_title(&k->fields[field]));
		show_value(s, k, field, e->old_text, &b);
		buf_add(&b, " → ");
		show_value(s, k, field, e->new_text, &b);
	} else {
		buf_add(&b, op_title(e->op));
	}
	grid_cell(g, buf_str(&b));
	grid_end_row(g, SAY_PLAIN);
	buf_release(&b);
}

static void value_json(const struct session *s, struct json_out *j, const char *key,
	const struct kind *k, int field, const char *text)
{
	struct buf b = BUF_INIT;

	print_value(s, k, field, text, STYLE_PLAIN, &b);
	json_out_string(j, key, b.len ? buf_str(&b) : NULL);
	buf_release(&b);
}

static void change_json(const struct session *s, struct json_out *j, const struct change_entry *e)
{
	const struct kind *k = e->kind == KIND_NONE ? NULL : office_kind(s->office, e->kind);
	int field = k && e->field ? kind_field(k, e->field) : -1;
	const char *op = e->op == 'i'   ? "insert"
			 : e->op == 'd' ? "trash"
			 : e->op == 'r' ? "restore"
			 : e->op == 'm' ? "merge"
					: "update";

	json_out_begin(j);
	json_out_int(j, "txn", e->txn);
	json_out_string(j, "kind", k ? k->name : NULL);
	json_out_int(j, "id", e->record_id);
	json_out_int(j, "last_id", e->last_id > e->record_id ? e->last_id : e->record_id);
	json_out_string(j, "op", op);
	json_out_string(j, "field", e->field);
	if (field >= 0) {
		value_json(s, j, "old", k, field, e->old_text);
		value_json(s, j, "new", k, field, e->new_text);
	} else {
		json_out_null(j, "old");
		json_out_string(j, "new", e->op == 'm' ? e->new_text : NULL);
	}
	json_out_end(j);
}

enum status change_rows_tell(
	const struct session *s, const struct change_entry *list, int n, struct err *err)
{
	struct json_out *j;
	struct grid g;

	if (session_flag(s, "json")) {
		j = json_out_new(s->env.out);
		for (int i = 0; i < n; i++)
			change_json(s, j, &list[i]);
		return json_out_finish(j, err);
	}
	grid_init(&g, s);
	for (int i = 0; i < 4; i++)
		grid_column(&g, "", i == 1 ? GRID_RIGHT : GRID_TEXT);
	for (int i = 0; i < n; i++)
		print_change(s, &g, &list[i]);
	grid_finish(&g);
	return ST_OK;
}
