/* restore: a copy in the place of the office file; the former one is kept. */
#include "base/i18n.h"
#include "commands.h"
#include "domain/care.h"
#include "say.h"
#include "session.h"

static enum status run(struct session *s, struct err *err)
{
	struct buf kept = BUF_INIT;
	enum status st = care_restore(session_word(s, 0), s->env.db_path, &kept, err);

	if (st == ST_NOT_FOUND)
		st = ST_IO;
	if (!st)
		say(s, _("%s is now what %s was\n"), s->env.db_path, session_word(s, 0));
	if (!st && kept.len)
		say(s, _("What was there before is kept as %s\n"), buf_str(&kept));
	buf_release(&kept);
	return st;
}

const struct cli_command command_restore = {
	.name = "restore",
	.usage = "FILE",
	.summary = N_("put a copy in the place of the office file"),
	.text = N_(
		"FILE is examined first. Nobody may have the office open. The former file is kept\n"
		"beside it.\n"),
	.min_words = 1,
	.max_words = 1,
	.run = run,
};
