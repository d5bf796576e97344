/* rm: into the trash, several at a time as one action. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "commands.h"
#include "domain/action.h"
#include "say.h"
#include "session.h"
#include "target.h"

static void name_action(
	struct session *s, enum kind_id kind, const int64_t *ids, size_t n, struct buf *what)
{
	const struct kind *k = office_kind(s->office, kind);
	struct buf title = BUF_INIT;

	office_title(s->office, kind, ids[0], &title);
	if (n == 1)
		buf_addf(what, _("Delete %s %s"), _(k->title), buf_str(&title));
	else
		buf_addf(what, _("Delete %d: %s"), (int)n, _(k->plural));
	buf_release(&title);
}

static enum status trash(struct session *s, enum kind_id kind, const int64_t *ids, size_t n,
	int64_t *txn, struct err *err)
{
	struct buf what = BUF_INIT;
	enum status st;

	name_action(s, kind, ids, n, &what);
	st = action_begin(s->office, buf_str(&what), err);
	buf_release(&what);
	if (st)
		return st;
	for (size_t i = 0; !st && i < n; i++)
		st = record_trash(s->office, kind, ids[i], 0, err);
	if (st) {
		action_cancel(s->office);
		return st;
	}
	return action_commit(s->office, txn, err);
}

static enum status run(struct session *s, struct err *err)
{
	size_t n = s->args.nwords - 1;
	int64_t *ids = mem_alloc(sizeof(*ids) * n), txn = 0;
	enum kind_id kind;
	enum status st = session_open(s, DB_OPEN, err);

	if (!st)
		st = target_kind(s->office, session_word(s, 0), &kind, NULL, err);
	if (!st)
		st = target_find_words(s, kind, 1, ids, n, err);
	if (!st)
		st = trash(s, kind, ids, n, &txn, err);
	for (size_t i = 0; !st && i < n; i++) {
		struct buf title = BUF_INIT;

		office_title(s->office, kind, ids[i], &title);
		say(s, _("#%lld %s: in the trash\n"), (long long)ids[i], buf_str(&title));
		buf_release(&title);
	}
	if (!st && txn)
		say(s, _("To take it back: kartoteka undo %lld\n"), (long long)txn);
	free(ids);
	return st;
}

const struct cli_command command_rm = {
	.name = "rm",
	.usage = "KIND ID|NAME...",
	.summary = N_("delete records (to the trash)"),
	.text = N_(
		"What belongs to a record, such as the tasks of a client, goes with it and comes\n"
		"back with it. All that are named are one action.\n"),
	.min_words = 2,
	.max_words = -1,
	.run = run,
};
