/* backup: a verified copy of the office file while others go on working. */
#include "base/i18n.h"
#include "base/job.h"
#include "commands.h"
#include "domain/care.h"
#include "progress.h"
#include "say.h"
#include "session.h"

static enum status work(struct job *job, void *arg, struct err *err)
{
	struct session *s = arg;
	struct office *o;
	enum status st = session_open_office(s, DB_OPEN, &o, err);

	(void)job;
	if (st)
		return st;
	st = care_backup(o, session_word(s, 0), session_flag(s, "force"), err);
	office_close(o);
	return st;
}

static enum status run(struct session *s, struct err *err)
{
	enum status st = progress_run(s, _("Copying"), false, work, s, err);

	if (!st)
		say(s, _("%s: a complete, verified copy\n"), session_word(s, 0));
	return st;
}

static const struct cli_option options[] = {
	{"force", NULL, N_("replace FILE when it is there")},
	{0},
};

const struct cli_command command_backup = {
	.name = "backup",
	.usage = "FILE",
	.summary = N_("write a verified copy of the office file"),
	.text = N_("Other people may go on working. Never copy the office file by hand while "
		   "somebody\n"
		   "works: what is newest stands beside it.\n"),
	.options = options,
	.min_words = 1,
	.max_words = 1,
	.run = run,
};
