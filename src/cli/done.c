/* done: complete a task with its result and the next step. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "commands.h"
#include "domain/work.h"
#include "next.h"
#include "say.h"
#include "session.h"
#include "target.h"

static enum status run(struct session *s, struct err *err)
{
	const char *note = session_option(s, "note");
	struct buf title = BUF_INIT;
	struct next_step next;
	char *result = NULL;
	int64_t id = 0;
	enum status st = next_read(s, &next, err);

	if (!st)
		st = session_open(s, DB_OPEN, err);
	if (!st)
		st = target_find(s, KIND_TASK, session_word(s, 0), &id, err);
	if (!st && note && !strcmp(note, "-"))
		st = session_input(s, &note, err);
	if (!st)
		st = next_result(s, &result, err);
	if (!st)
		st = work_finish(s->office, id, result, note, &next, NULL, err);
	if (!st) {
		office_title(s->office, KIND_TASK, id, &title);
		say(s, _("#%lld %s: done\n"), (long long)id, buf_str(&title));
	}
	buf_release(&title);
	free(result);
	return st;
}

static const struct cli_option options[] = {
	{"result", "RESULT", next_help_result},
	{"note", "TEXT", N_("what there is to say about it; - reads standard input")},
	{"next", "TEXT", next_help_next},
	{"due", "DATE", next_help_due},
	{0},
};

const struct cli_command command_done = {
	.name = "done",
	.usage = "TASK",
	.summary = N_("complete a task"),
	.text = N_(
		"A call, meeting, e-mail, visit or letter with a client also leaves a line in the\n"
		"client's history. A task that is not open any more is exit code 4.\n"),
	.options = options,
	.min_words = 1,
	.max_words = 1,
	.run = run,
};
