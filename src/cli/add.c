/* add: a new record. */
#include <string.h>

#include "assign.h"
#include "base/i18n.h"
#include "commands.h"
#include "domain/action.h"
#include "domain/client.h"
#include "exchange/export.h"
#include "exchange/json_out.h"
#include "say.h"
#include "session.h"
#include "target.h"

static enum status save(struct session *s, struct record *r, struct err *err)
{
	struct buf what = BUF_INIT, name = BUF_INIT;
	enum status st;

	record_format(s->office, r, r->kind->title_field, STYLE_SHOW, &name);
	buf_addf(&what, _("New: %s %s"), _(r->kind->title), buf_str(&name));
	st = record_put(s->office, r, buf_str(&what), NULL, err);
	buf_release(&what);
	buf_release(&name);
	return st;
}

static enum status print(struct session *s, const struct record *r, struct err *err)
{
	struct buf title = BUF_INIT;
	struct json_out *j;

	if (session_flag(s, "json")) {
		j = json_out_new(s->env.out);
		export_json_record(s->office, j, r, NULL, 0);
		return json_out_finish(j, err);
	}
	office_title(s->office, r->kind->id, r->id, &title);
	say(s, "#%lld %s\n", (long long)r->id, buf_str(&title));
	buf_release(&title);
	return ST_OK;
}

static enum status run(struct session *s, struct err *err)
{
	struct record r;
	enum kind_id kind;
	const char *preset;
	enum status st = session_open(s, DB_OPEN_OR_CREATE, err);

	if (!st)
		st = target_kind(s->office, session_word(s, 0), &kind, &preset, err);
	if (st)
		return st;
	record_init(&r, s->office, kind);
	if (preset)
		record_set_text(&r, CLIENT_KIND, preset);
	st = assign_words(s, &r, 1, err);
	if (!st)
		st = save(s, &r, err);
	if (!st)
		st = print(s, &r, err);
	record_release(&r);
	return st;
}

static const struct cli_option options[] = {
	{"json", NULL, N_("print the new record as JSON")},
	{0},
};

const struct cli_command command_add = {
	.name = "add",
	.usage = "KIND FIELD=VALUE...",
	.summary = N_("add a record"),
	.text = N_(
		"Prints the number and the title of the new record. kartoteka help KIND names the\n"
		"fields. Dates may be words (tomorrow, +3d, fri), links names or #numbers; a long\n"
		"text is read from standard input with FIELD=-. The office file is made when "
		"there\n"
		"is none.\n"),
	.options = options,
	.min_words = 2,
	.max_words = -1,
	.run = run,
};
