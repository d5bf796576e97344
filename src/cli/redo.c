/* redo: bring back what the last undo took. */
#include "base/i18n.h"
#include "commands.h"
#include "domain/undo.h"
#include "kept.h"
#include "say.h"
#include "session.h"

static enum status run(struct session *s, struct err *err)
{
	struct undo_result result;
	enum status st = session_open(s, DB_OPEN, err);

	if (!st)
		st = redo_action(s->office, &result, err);
	if (st)
		return st;
	say(s, _("Redone: %s (%lld)\n"), result.what, (long long)result.txn);
	if (result.records)
		say(s,
			P_("%lld record changed again\n", "%lld records changed again\n",
				result.records),
			(long long)result.records);
	kept_print(s, &result);
	return ST_OK;
}

const struct cli_command command_redo = {
	.name = "redo",
	.usage = "",
	.summary = N_("bring back what the last undo took"),
	.text = N_("Works until you do something else.\n"),
	.max_words = 0,
	.run = run,
};
