/* unmerge: take the merge of a record back, whenever it was. */
#include <stdlib.h>

#include "base/i18n.h"
#include "commands.h"
#include "domain/merge.h"
#include "kept.h"
#include "say.h"
#include "session.h"
#include "target.h"

static void print_record(struct session *s, enum kind_id kind, int64_t id)
{
	struct buf title = BUF_INIT;

	office_title(s->office, kind, id, &title);
	say(s, "#%lld %s\n", (long long)id, buf_str(&title));
	buf_release(&title);
}

/* Who went to the trash is known by its number only. */
static enum status find_record(struct session *s, enum kind_id kind, int64_t *id, struct err *err)
{
	const char *word = session_word(s, 1);
	char *end;

	*id = strtoll(word + (*word == '#'), &end, 10);
	if (*end || *id <= 0)
		return target_find(s, kind, word, id, err);
	return ST_OK;
}

static enum status run(struct session *s, struct err *err)
{
	struct merge_trace trace;
	struct undo_result undone;
	enum kind_id kind;
	int64_t id = 0;
	enum status st = session_open(s, DB_OPEN, err);

	if (!st)
		st = target_kind(s->office, session_word(s, 0), &kind, NULL, err);
	if (!st)
		st = find_record(s, kind, &id, err);
	if (!st)
		st = merge_find(s->office, kind, id, &trace, err);
	if (!st)
		st = undo_action(s->office, trace.txn, &undone, err);
	if (st)
		return st;
	say(s, _("Taken apart again:\n"));
	print_record(s, kind, trace.survivor);
	for (int i = 0; i < trace.nothers; i++)
		print_record(s, kind, trace.others[i]);
	kept_print(s, &undone);
	return ST_OK;
}

const struct cli_command command_unmerge = {
	.name = "unmerge",
	.usage = "KIND ID|NAME",
	.summary = N_("take a merge back"),
	.text = N_("Takes the last merge of the record apart again, also years later. What was "
		   "changed\n"
		   "since stays as it is and is listed. The merge before that one is next.\n"),
	.min_words = 2,
	.max_words = 2,
	.run = run,
};
