/* move: a deal to another stage, won and lost included. */
#include <stdlib.h>
#include <string.h>

#include "assign.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "commands.h"
#include "domain/deal.h"
#include "domain/work.h"
#include "say.h"
#include "session.h"
#include "target.h"

/* A stage of the deal's pipeline by name, PIPELINE/STAGE, or the first of a class such as "won". */
static enum status find_stage(
	struct session *s, int64_t deal, const char *text, int64_t *stage, struct err *err)
{
	const char *cls = choice_code(deal_class_choices, text);
	struct record d;
	enum status st = record_load(s->office, KIND_DEAL, deal, &d, err);

	if (st)
		return st;
	*stage = 0;
	st = assign_text(s->office, &d, DEAL_STAGE, text, err);
	if (!st)
		*stage = record_num(&d, DEAL_STAGE);
	else if (cls)
		*stage = work_stage_of_class(s->office, record_num(&d, DEAL_PIPELINE), cls);
	record_release(&d);
	return *stage ? ST_OK : st;
}

/* The code of --reason: a code or a title of the office's list. */
static enum status find_reason(const struct session *s, const char **code, struct err *err)
{
	const char *text = session_option(s, "reason");
	const struct list_entry *list;
	struct buf known = BUF_INIT;
	enum status st;
	int n;

	*code = text ? office_list_code(s->office, "lost_reason", text) : NULL;
	if (!text || *code)
		return ST_OK;
	list = office_list(s->office, "lost_reason", &n);
	for (int i = 0; i < n; i++)
		buf_addf(&known, "%s%s", i ? ", " : "", list[i].title);
	st = err_set(err, ST_BAD_DATA, _("--reason: \"%.40s\" is none of the reasons: %s"), text,
		buf_str(&known));
	buf_release(&known);
	return st;
}

/* A deal that stands in the stage already, with nothing new to say about it. */
static bool is_there(const struct session *s, int64_t deal, int64_t stage)
{
	struct record d;
	bool there;

	if (session_option(s, "reason") || session_option(s, "note") ||
		record_load(s->office, KIND_DEAL, deal, &d, NULL) != ST_OK)
		return false;
	there = record_num(&d, DEAL_STAGE) == stage;
	record_release(&d);
	return there;
}

static enum status run(struct session *s, struct err *err)
{
	struct buf title = BUF_INIT, stage_title = BUF_INIT;
	const char *reason = NULL;
	int64_t deal = 0, stage = 0;
	enum status st = session_open(s, DB_OPEN, err);

	if (!st)
		st = target_find(s, KIND_DEAL, session_word(s, 0), &deal, err);
	if (!st)
		st = find_stage(s, deal, session_word(s, 1), &stage, err);
	if (!st)
		st = find_reason(s, &reason, err);
	if (!st && is_there(s, deal, stage)) {
		office_title(s->office, KIND_DEAL, deal, &title);
		say(s, _("#%lld %s: is there already\n"), (long long)deal, buf_str(&title));
		buf_release(&title);
		return ST_OK;
	}
	if (!st)
		st = work_move_deal(
			s->office, deal, stage, reason, session_option(s, "note"), NULL, err);
	if (!st) {
		office_title(s->office, KIND_DEAL, deal, &title);
		office_title(s->office, KIND_STAGE, stage, &stage_title);
		say(s, "#%lld %s: %s\n", (long long)deal, buf_str(&title), buf_str(&stage_title));
	}
	buf_release(&title);
	buf_release(&stage_title);
	return st;
}

static const struct cli_option options[] = {
	{"reason", "REASON", N_("why it was lost: an entry of the office's list")},
	{"note", "TEXT", N_("more about the loss; the reason \"other\" needs it")},
	{0},
};

const struct cli_command command_move = {
	.name = "move",
	.usage = "DEAL STAGE",
	.summary = N_("move a deal to another stage"),
	.text = N_(
		"STAGE is a stage of the deal's pipeline, PIPELINE/STAGE, or a class: won, lost,\n"
		"hold ... A lost deal needs a reason.\n"),
	.options = options,
	.min_words = 2,
	.max_words = 2,
	.run = run,
};
