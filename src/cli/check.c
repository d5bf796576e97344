/* check: examine the office file. */
#include "base/i18n.h"
#include "commands.h"
#include "domain/care.h"
#include "say.h"
#include "session.h"

static enum status run(struct session *s, struct err *err)
{
	struct buf report = BUF_INIT;
	enum status st = session_open(s, DB_OPEN, err);

	if (!st)
		st = care_check(s->office, &report, err);
	if (report.len)
		say(s, "%s", report.data);
	if (!st)
		say(s, _("%s: healthy\n"), s->env.db_path);
	buf_release(&report);
	return st;
}

const struct cli_command command_check = {
	.name = "check",
	.usage = "",
	.summary = N_("examine the office file"),
	.text = N_("Prints what it finds, one line each. Exit code 0: healthy; 5: damaged.\n"),
	.max_words = 0,
	.run = run,
};
