/* The next step of a call or a task. */
#include "next.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "say.h"

const char next_help_next[] = N_("what is to be done next: makes a task");
const char next_help_due[] = N_("when: 15.3, +3d, fri, tomorrow, with a time behind it or not");
const char next_help_result[] =
	N_("how it ended: an entry of the office's list, such as \"no answer\"");

static bool read_day(const struct session *s, const char *text, int32_t *day)
{
	return date_parse_words(text, clock_today(), day) ||
	       date_parse_file(text, s->env.options.date_order, day);
}

/* A day, or a day and a time behind the last blank. */
static bool read_due(const struct session *s, const char *text, struct next_step *out)
{
	const char *blank = strrchr(text, ' ');
	char *day;
	bool ok;

	if (read_day(s, text, &out->day))
		return true;
	if (!blank || !date_parse_time(blank + 1, &out->time_min))
		return false;
	day = mem_strndup(text, (size_t)(blank - text));
	ok = read_day(s, day, &out->day);
	free(day);
	return ok;
}

enum status next_read(const struct session *s, struct next_step *out, struct err *err)
{
	const char *due = session_option(s, "due");

	*out = (struct next_step){
		.subject = session_option(s, "next"), .day = WORK_NO_DAY, .time_min = -1};
	if (due && !read_due(s, due, out))
		return err_set(err, ST_USAGE,
			_("--due: \"%.40s\" is not a date (try 15.3, +3d, fri, tomorrow 14:30)"),
			due);
	return ST_OK;
}

enum status next_result(const struct session *s, char **code, struct err *err)
{
	const char *text = session_option(s, "result"), *known;
	struct buf clean = BUF_INIT;

	*code = NULL;
	if (!text)
		return ST_OK;
	known = office_list_code(s->office, "result", text);
	if (known) {
		*code = mem_strdup(known);
		return ST_OK;
	}
	text_clean(&clean, text, strlen(text), false);
	if (!clean.len) {
		buf_release(&clean);
		return err_set(err, ST_USAGE, _("--result is empty"));
	}
	say_aside(s, _("kartoteka: \"%s\" is new in the list of results\n"), buf_str(&clean));
	*code = buf_take(&clean);
	return ST_OK;
}
