/* version: of the program. */
#include "commands.h"

#include "base/i18n.h"
#include "say.h"
#include "session.h"

static enum status run(struct session *s, struct err *err)
{
	(void)err;
	say(s, "kartoteka %s\n", VERSION);
	return ST_OK;
}

const struct cli_command command_version = {
	.name = "version",
	.usage = "",
	.summary = N_("print the version"),
	.max_words = 0,
	.run = run,
};
