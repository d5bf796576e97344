/* What is to be done next: nothing when subject and day are left empty. */
#include "next_step.h"

#include <stdio.h>

#include "domain/task.h"

static bool next_step_good_time(void *arg, const char *value, char *text, size_t size)
{
	int minute;

	(void)arg;
	if (date_parse_time(value, &minute))
		return true;
	snprintf(text, size, "%s", _("This is no time. Try 14:30 or 9."));
	return false;
}

void next_step_add(struct quick_form *q)
{
	const struct kind *k = office_kind(q->env->office, KIND_TASK);

	quick_form_add(
		q, (struct form_field){.name = "", .label = _("Next step"), .type = FORM_HEAD});
	quick_form_add(q, (struct form_field){.name = "next",
				  .label = _("What"),
				  .type = FORM_TEXT,
				  .max_chars = 250,
				  .hint = _("Becomes a task; leave What and When empty when "
					    "nothing is to be done")});
	quick_form_add(q, (struct form_field){.name = "next_day",
				  .label = _("When"),
				  .type = FORM_DATE,
				  .hint = _("fri, 15.3, +3d, tomorrow; F4: calendar")});
	quick_form_add(q, (struct form_field){.name = "next_time",
				  .label = _("At"),
				  .type = FORM_TEXT,
				  .max_chars = 5,
				  .hint = _("14:30; empty: any time that day"),
				  .validate = next_step_good_time});
	quick_form_add_choice(q, "next_kind", _("How"), k->fields[TASK_KIND].choices, false);
}

struct next_step next_step_read(const struct quick_form *q)
{
	struct next_step next = {.subject = form_get_name(q->form, "next"),
		.kind = form_get_name(q->form, "next_kind"),
		.day = WORK_NO_DAY,
		.time_min = -1};
	int32_t day;
	int minute;

	if (!*next.kind)
		next.kind = NULL;
	if (date_parse_iso(form_get_name(q->form, "next_day"), &day))
		next.day = day;
	if (date_parse_time(form_get_name(q->form, "next_time"), &minute))
		next.time_min = minute;
	return next;
}

bool next_step_is_given(const struct next_step *next)
{
	return next->day != WORK_NO_DAY || *next->subject;
}

void next_step_words(const struct quick_form *q, const struct next_step *next, struct buf *out)
{
	char day[64];

	buf_add(out, *next->subject ? next->subject : _("Follow up"));
	if (next->day == WORK_NO_DAY)
		return;
	date_format_long(next->day, q->env->date_order, day, sizeof day);
	buf_addf(out, ", %s", day);
	if (next->time_min >= 0)
		buf_addf(out, " %02d:%02d", next->time_min / 60, next->time_min % 60);
}
