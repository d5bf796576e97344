/* undo: take an action back, whoever did it and whenever. */
#include <errno.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "commands.h"
#include "domain/undo.h"
#include "kept.h"
#include "say.h"
#include "session.h"

static enum status read_txn(const struct session *s, int64_t *txn, struct err *err)
{
	const char *text = session_word(s, 0);
	char *end;

	*txn = 0;
	if (!text)
		return ST_OK;
	errno = 0;
	*txn = strtoll(text, &end, 10);
	if (*end || end == text || errno || *txn <= 0)
		return err_set(err, ST_USAGE,
			_("undo: \"%.40s\" is not the number of an action; see kartoteka history"),
			text);
	return ST_OK;
}

static enum status run(struct session *s, struct err *err)
{
	struct undo_result result;
	int64_t txn;
	enum status st = read_txn(s, &txn, err);

	if (!st)
		st = session_open(s, DB_OPEN, err);
	if (!st)
		st = undo_action(s->office, txn, &result, err);
	if (st)
		return st;
	say(s, _("Undone: %s (%lld)\n"), result.what, (long long)result.txn);
	if (result.records)
		say(s,
			P_("%lld record changed back\n", "%lld records changed back\n",
				result.records),
			(long long)result.records);
	kept_print(s, &result);
	return ST_OK;
}

const struct cli_command command_undo = {
	.name = "undo",
	.usage = "[ACTION]",
	.summary = N_("take an action back"),
	.text = N_(
		"ACTION is a number of kartoteka history; without one it is your last action that\n"
		"is not undone. What was changed later by others stays as it is and is listed.\n"),
	.min_words = 0,
	.max_words = 1,
	.run = run,
};
