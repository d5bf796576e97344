/* show: one record with everything that belongs to it. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "card.h"
#include "commands.h"
#include "dialect.h"
#include "exchange/export.h"
#include "exchange/json_out.h"
#include "rows.h"
#include "say.h"
#include "session.h"
#include "target.h"

/* What is in the trash has no name any more, but its number finds it. */
static enum status load(
	struct session *s, enum kind_id kind, const char *text, struct record *r, struct err *err)
{
	const char *digits = text + (*text == '#');
	int64_t id;
	enum status st;

	if (*digits && !digits[strspn(digits, "0123456789")] &&
		record_load(s->office, kind, strtoll(digits, NULL, 10), r, NULL) == ST_OK)
		return ST_OK;
	st = target_find(s, kind, text, &id, err);
	return st ? st : record_load(s->office, kind, id, r, err);
}

static int widest_title(const struct kind *k)
{
	int cols = 0;

	for (int i = 0; i < k->nfields; i++)
		if (text_cols(target_title(&k->fields[i])) > cols)
			cols = text_cols(target_title(&k->fields[i]));
	return cols;
}

/* "Title:  value"; further lines of a long text stand below the first. */
static void print_field(const struct session *s, const char *title, const char *value, int cols)
{
	struct buf label = BUF_INIT;

	buf_addf(&label, "%s:", title);
	for (bool first = true;; first = false) {
		size_t len = strcspn(value, "\n");
		struct buf line = BUF_INIT;

		text_pad(&line, first ? buf_str(&label) : "", cols + 2, false);
		buf_addn(&line, value, len);
		say(s, "%s\n", buf_str(&line));
		buf_release(&line);
		if (!value[len])
			break;
		value += len + 1;
	}
	buf_release(&label);
}

static void print_fields(const struct session *s, const struct record *r)
{
	int cols = widest_title(r->kind);
	struct buf value = BUF_INIT;

	for (int i = 0; i < r->nvalues; i++) {
		const struct field *f = &r->kind->fields[i];

		if (!record_has(r, i) || (f->flags & FF_HIDDEN))
			continue;
		buf_clear(&value);
		rows_value(s->office, r, i, &value);
		print_field(s, target_title(f), buf_str(&value), cols);
	}
	buf_release(&value);
}

static enum status print_vcard(struct session *s, const struct record *r, struct err *err)
{
	struct export_request req = {
		.list = {.kind = r->kind->id}, .id = r->id, .format = EXPORT_VCARD};
	struct export_result result;
	enum status st = dialect_vcard(s, &req.vcard, err);

	return st ? st : export_stream(s->office, &req, s->env.out, NULL, &result, err);
}

static enum status print(struct session *s, const struct record *r, struct err *err)
{
	struct json_out *j;

	if (session_option(s, "vcard"))
		return print_vcard(s, r, err);
	if (session_flag(s, "json")) {
		j = json_out_new(s->env.out);
		export_json_record(s->office, j, r, NULL, 0);
		return json_out_finish(j, err);
	}
	say(s, "%s #%lld%s\n", _(r->kind->title), (long long)r->id,
		r->deleted_at ? _(" (in the trash)") : "");
	print_fields(s, r);
	return card_print(s, r, err);
}

static enum status run(struct session *s, struct err *err)
{
	struct record r;
	enum kind_id kind;
	enum status st = session_open(s, DB_OPEN, err);

	if (!st)
		st = target_kind(s->office, session_word(s, 0), &kind, NULL, err);
	if (!st)
		st = load(s, kind, session_word(s, 1), &r, err);
	if (st)
		return st;
	st = print(s, &r, err);
	record_release(&r);
	return st;
}

static const struct cli_option options[] = {
	{"json", NULL, N_("the record as JSON, without what belongs to it")},
	{"vcard", "3.0|4.0", N_("a client as a vCard of this version")},
	{0},
};

const struct cli_command command_show = {
	.name = "show",
	.usage = "KIND ID|NAME",
	.summary = N_("show one record and what belongs to it"),
	.text = N_(
		"NAME may be the exact name, an external id, or words that find one record only.\n"
		"Records in the trash are shown by their number.\n"),
	.options = options,
	.min_words = 2,
	.max_words = 2,
	.run = run,
};
