/* demo: a believable office to try things on. */
#include "base/i18n.h"
#include "commands.h"
#include "exchange/demo.h"
#include "say.h"
#include "session.h"

static enum status run(struct session *s, struct err *err)
{
	enum status st;

	if (session_word(s, 0))
		s->env.db_path = session_word(s, 0);
	st = session_open(s, DB_CREATE, err);
	if (!st)
		st = demo_fill(s->office, err);
	if (!st)
		say(s, _("%s: a demo office; open it with kartoteka --db %s\n"), s->env.db_path,
			s->env.db_path);
	return st;
}

const struct cli_command command_demo = {
	.name = "demo",
	.usage = "[FILE]",
	.summary = N_("make a demo office"),
	.text = N_("Into FILE, or the file of --db, which must not be there yet (exit code 4).\n"),
	.max_words = 1,
	.run = run,
};
