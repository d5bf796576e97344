/* log: a call or another contact with its result and the next step, in one action. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "commands.h"
#include "domain/interaction.h"
#include "domain/work.h"
#include "next.h"
#include "say.h"
#include "session.h"
#include "target.h"

/* The code of a fixed choice that an option names. */
static enum status read_choice(
	const struct session *s, const char *option, int field, const char **code, struct err *err)
{
	const struct field *f = &office_kind(s->office, KIND_INTERACTION)->fields[field];
	const char *text = session_option(s, option);
	struct buf known = BUF_INIT;
	enum status st;

	if (!text || (*code = choice_code(f->choices, text)))
		return ST_OK;
	for (const struct choice *c = f->choices; c->code; c++)
		buf_addf(&known, "%s%s", c == f->choices ? "" : ", ", c->code);
	st = err_set(
		err, ST_USAGE, _("--%s: \"%.40s\" is none of %s"), option, text, buf_str(&known));
	buf_release(&known);
	return st;
}

static enum status read_link(
	struct session *s, const char *option, enum kind_id kind, int64_t *id, struct err *err)
{
	const char *text = session_option(s, option);

	return text ? target_find(s, kind, text, id, err) : ST_OK;
}

static enum status read_entry(
	struct session *s, struct call_entry *e, char **result, struct err *err)
{
	enum status st = target_find(s, KIND_CLIENT, session_word(s, 0), &e->client_id, err);

	e->note = session_word(s, 1);
	if (!st && e->note && !strcmp(e->note, "-"))
		st = session_input(s, &e->note, err);
	if (!st)
		st = read_choice(s, "channel", INTERACTION_CHANNEL, &e->channel, err);
	if (!st)
		st = read_choice(s, "direction", INTERACTION_DIRECTION, &e->direction, err);
	if (!st)
		st = read_link(s, "deal", KIND_DEAL, &e->deal_id, err);
	if (!st)
		st = read_link(s, "person", KIND_CLIENT, &e->person_id, err);
	if (!st)
		st = next_read(s, &e->next, err);
	if (!st)
		st = next_result(s, result, err);
	e->result = *result;
	return st;
}

static void print(const struct session *s, int64_t interaction, int64_t task)
{
	struct buf title = BUF_INIT;

	office_title(s->office, KIND_INTERACTION, interaction, &title);
	say(s, "#%lld %s\n", (long long)interaction, buf_str(&title));
	buf_clear(&title);
	if (task) {
		office_title(s->office, KIND_TASK, task, &title);
		say(s, _("next: #%lld %s\n"), (long long)task, buf_str(&title));
	}
	buf_release(&title);
}

static enum status run(struct session *s, struct err *err)
{
	struct call_entry e = {0};
	int64_t interaction = 0, task = 0;
	char *result = NULL;
	enum status st = session_open(s, DB_OPEN, err);

	if (!st)
		st = read_entry(s, &e, &result, err);
	if (!st)
		st = work_log(s->office, &e, &interaction, &task, NULL, err);
	if (!st)
		print(s, interaction, task);
	free(result);
	return st;
}

static const struct cli_option options[] = {
	{"channel", "CHANNEL", N_("call (when it is not said), email, meeting, visit, letter ...")},
	{"direction", "in|out", N_("who began; out when it is not said")},
	{"result", "RESULT", next_help_result},
	{"next", "TEXT", next_help_next},
	{"due", "DATE", next_help_due},
	{"person", "ID|NAME", N_("whom it was with")},
	{"deal", "ID|NAME", N_("the deal it was about")},
	{0},
};

const struct cli_command command_log = {
	.name = "log",
	.usage = "CLIENT [TEXT]",
	.summary = N_("log a call, its result and the next step"),
	.text = N_(
		"CLIENT is a number, a name, or words or phone digits that find one client only.\n"
		"TEXT is the note; - reads it from standard input. One action, one undo.\n"),
	.options = options,
	.min_words = 1,
	.max_words = 2,
	.run = run,
};
