/* Rules of interactions and tasks, and of what the office defines itself. */
#include "work_rules.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/text.h"
#include "domain/catalog.h"
#include "domain/interaction.h"
#include "domain/task.h"
#include "rules_sql.h"

/* The first line of the note, or the channel, names an interaction that has no subject. */
enum status interaction_check(struct office *o, struct record *r, struct err *err)
{
	const char *body = record_text(r, INTERACTION_BODY);
	size_t len = strcspn(body, "\n");
	struct buf line = BUF_INIT;

	(void)o;
	(void)err;
	if (!record_has(r, INTERACTION_SUBJECT)) {
		struct buf cut = BUF_INIT;

		if (len)
			buf_addn(&line, body, len);
		else
			buf_add(&line, choice_title(r->kind->fields[INTERACTION_CHANNEL].choices,
					       record_text(r, INTERACTION_CHANNEL)));
		text_fit(&cut, buf_str(&line), 80);
		record_set_text(r, INTERACTION_SUBJECT, buf_str(&cut));
		buf_release(&cut);
	}
	if (!record_has(r, INTERACTION_STARTED_AT))
		record_set_num(r, INTERACTION_STARTED_AT, clock_now());
	buf_release(&line);
	return ST_OK;
}

enum status task_check(struct office *o, struct record *r, struct err *err)
{
	bool open = !strcmp(record_text(r, TASK_STATE), "open");

	(void)o;
	if (open)
		record_clear(r, TASK_COMPLETED_AT);
	else if (!record_has(r, TASK_COMPLETED_AT))
		record_set_num(r, TASK_COMPLETED_AT, clock_now());
	if (record_has(r, TASK_DUE_TIME) &&
		(record_num(r, TASK_DUE_TIME) < 0 || record_num(r, TASK_DUE_TIME) >= 24 * 60))
		return err_set(err, ST_BAD_DATA, _("The time must lie between 00:00 and 23:59"));
	return ST_OK;
}

enum status custom_field_check(struct office *o, struct record *r, struct err *err)
{
	const char *name = record_text(r, CUSTOM_FIELD_NAME);
	enum kind_id kind = office_kind_by_name(o, record_text(r, CUSTOM_FIELD_KIND), NULL);
	int at;

	if (strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen(name) ||
		(*name >= '0' && *name <= '9'))
		return err_set(err, ST_BAD_DATA,
			_("The name may have small Latin letters, digits and _ only: %s"), name);
	if (kind == KIND_NONE)
		return err_set(err, ST_BAD_DATA, _("There is no kind of record called \"%s\""),
			record_text(r, CUSTOM_FIELD_KIND));
	record_set_text(r, CUSTOM_FIELD_KIND, office_kind(o, kind)->name);
	at = kind_field(office_kind(o, kind), name);
	if (at >= 0 && office_kind(o, kind)->fields[at].custom_id != r->id)
		return err_set(err, ST_BAD_DATA, _("%s has a field \"%s\" already"),
			_(office_kind(o, kind)->title), name);
	if (!record_has(r, CUSTOM_FIELD_TITLE))
		record_set_text(r, CUSTOM_FIELD_TITLE, name);
	return ST_OK;
}

enum status choice_check(struct office *o, struct record *r, struct err *err)
{
	const char *code;
	int64_t last = 0;
	enum status st;

	if (!record_has(r, CHOICE_CODE))
		record_set_text(r, CHOICE_CODE, record_text(r, CHOICE_TITLE));
	if (strchr(record_text(r, CHOICE_CODE), ','))
		return err_set(err, ST_BAD_DATA, _("An entry of a list may not have a comma"));
	code = office_list_code(o, record_text(r, CHOICE_LIST), record_text(r, CHOICE_TITLE));
	if (!r->id && code)
		return err_set(err, ST_BAD_DATA, _("The list has \"%s\" already"),
			record_text(r, CHOICE_TITLE));
	if (r->id || record_has(r, CHOICE_POSITION))
		return ST_OK;
	st = rules_sql_last_position(o, record_text(r, CHOICE_LIST), &last, err);
	record_set_num(r, CHOICE_POSITION, last + 1);
	return st;
}
