/*
 * Log a call: channel, result, person, note and the next step in one dialog, written as one action. The preset is the channel
 * ("note" for a dated note), alone or as "channel=note"; "person=#12" names the person.
 */
#include "screens/log_call.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "client_people.h"
#include "domain/client.h"
#include "domain/interaction.h"
#include "domain/list.h"
#include "domain/work.h"
#include "next_step.h"
#include "quick_form.h"
#include "tui/fuzzy.h"

enum { LOG_COLS = 70, LOG_NOTE_ROWS = 3, LOG_FOUND = 30 };

struct log_call {
	struct quick_form quick; /* first: see quick_form.h */
	int64_t client, deal, person;
	char channel[32];
	bool is_company;
	struct client_people people;
};

/* "channel=note", "person=#12" or only a channel. */
static void log_call_preset(struct log_call *s, const char *preset)
{
	char *copy = mem_strdup(preset ? preset : ""), *save = NULL;

	for (char *line = strtok_r(copy, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
		char *value = strchr(line, '=');

		if (!value)
			snprintf(s->channel, sizeof s->channel, "%s", line);
		else if (strncmp(line, "channel=", 8) == 0)
			snprintf(s->channel, sizeof s->channel, "%s", value + 1);
		else if (strncmp(line, "person=", 7) == 0)
			s->person = form_source_id(value + 1);
	}
	free(copy);
}

static void *log_call_open(const struct screen_env *env, const struct screen_arg *arg)
{
	struct log_call *s = mem_alloc(sizeof *s);

	quick_form_init(&s->quick, env, LOG_COLS);
	s->client = arg->id;
	s->deal = arg->other;
	snprintf(s->channel, sizeof s->channel, "call");
	log_call_preset(s, arg->preset);
	return s;
}

static void log_call_release(void *state)
{
	struct log_call *s = state;

	quick_form_release(&s->quick);
	client_people_release(&s->people);
	free(s);
}

/* People of the company first; what is typed is looked for among them, then everywhere. */
static void log_call_find_person(void *arg, const char *typed, struct picklist *out)
{
	const struct log_call *s = arg;
	struct list_page page;
	char id[24];

	for (int i = 0; i < s->people.n; i++) {
		const struct client_person *p = &s->people.items[i];

		if (!p->works_here || (*typed && fuzzy_score(typed, p->name) == 0))
			continue;
		snprintf(id, sizeof id, "#%lld", (long long)p->id);
		picklist_add(out, id, p->name, p->what);
	}
	if (out->count > 0 || !*typed ||
		list_search(s->quick.env->office, KIND_CLIENT, typed, LOG_FOUND, &page, NULL) !=
			ST_OK)
		return;
	for (int i = 0; i < page.n; i++) {
		if (strcmp(record_text(&page.rows[i], CLIENT_KIND), "person") != 0)
			continue;
		snprintf(id, sizeof id, "#%lld", (long long)page.rows[i].id);
		picklist_add(out, id, record_text(&page.rows[i], CLIENT_NAME),
			record_text(&page.rows[i], CLIENT_CITY));
	}
	list_page_release(&page);
}

static void log_call_fields(struct log_call *s)
{
	struct quick_form *q = &s->quick;
	const struct kind *k = office_kind(q->env->office, KIND_INTERACTION);

	quick_form_add_choice(
		q, "channel", _("Channel"), k->fields[INTERACTION_CHANNEL].choices, true);
	quick_form_add_choice(
		q, "direction", _("Direction"), k->fields[INTERACTION_DIRECTION].choices, false);
	quick_form_add_list(q, "result", _("Result"), "result", false);
	if (s->is_company)
		quick_form_add(q,
			(struct form_field){.name = "person",
				.label = _("Person"),
				.type = FORM_LOOKUP,
				.find = log_call_find_person,
				.can_add = true,
				.hint = _("Type to search; Space lists the people of this company"),
				.arg = s});
	quick_form_add(q, (struct form_field){.name = "subject",
				  .label = _("Subject"),
				  .type = FORM_TEXT,
				  .max_chars = 250,
				  .hint = _("Empty: the first line of the note")});
	quick_form_add(
		q, (struct form_field){.name = "note",
			   .label = _("Note"),
			   .type = FORM_NOTE,
			   .rows = LOG_NOTE_ROWS,
			   .hint = _("Enter on an empty line goes on; F4 opens your editor")});
	next_step_add(q);
}

static void log_call_title(struct log_call *s)
{
	struct office *o = s->quick.env->office;
	struct buf *b = &s->quick.title;

	buf_clear(b);
	buf_add(b, strcmp(s->channel, "note") == 0 ? _("Add a note") : _("Log a call"));
	buf_add(b, ": ");
	office_title(o, KIND_CLIENT, s->client, b);
	if (s->deal) {
		buf_add(b, " · ");
		office_title(o, KIND_DEAL, s->deal, b);
	}
}

static void log_call_values(struct log_call *s)
{
	struct form *f = s->quick.form;
	const char *focus = strcmp(s->channel, "note") == 0 ? "note" : "result";

	form_set(f, form_find(f, "channel"), s->channel, NULL);
	form_set(f, form_find(f, "direction"), "out", NULL);
	form_set(f, form_find(f, "next_kind"), "call", NULL);
	if (s->is_company && s->person)
		form_source_set(
			f, form_find(f, "person"), s->quick.env->office, KIND_CLIENT, s->person);
	form_set_focus(f, form_find(f, focus));
}

static enum status log_call_load(void *state, const struct screen_env *env, struct err *err)
{
	struct log_call *s = state;
	struct record client;
	enum status st;

	client_people_release(&s->people);
	if (s->client) {
		st = record_load(env->office, KIND_CLIENT, s->client, &client, err);
		if (st)
			return st;
		s->is_company = strcmp(record_text(&client, CLIENT_KIND), "person") != 0;
		record_release(&client);
		client_people_load(env->office, s->client, &s->people);
	}
	if (s->quick.form)
		return ST_OK;
	log_call_title(s);
	log_call_fields(s);
	quick_form_start(&s->quick);
	if (!s->quick.draft)
		log_call_values(s);
	return ST_OK;
}

static void log_call_say(struct log_call *s, const struct next_step *next, struct nav *nav)
{
	struct buf words = BUF_INIT;

	if (!next_step_is_given(next)) {
		nav_done(nav, s->quick.env, _("Logged."));
		return;
	}
	next_step_words(&s->quick, next, &words);
	nav_done(nav, s->quick.env, _("Logged. Next: %s."), buf_str(&words));
	buf_release(&words);
}

static unsigned log_call_save(struct log_call *s, struct nav *nav)
{
	const struct form *f = s->quick.form;
	struct err err = ERR_INIT;
	struct call_entry e = {.client_id = s->client,
		.deal_id = s->deal,
		.person_id = s->is_company ? form_source_id(form_get_name(f, "person")) : 0,
		.channel = form_get_name(f, "channel"),
		.direction = form_get_name(f, "direction"),
		.result = form_get_name(f, "result"),
		.subject = form_get_name(f, "subject"),
		.note = form_get_name(f, "note"),
		.next = next_step_read(&s->quick)};
	int64_t id = 0;

	if (work_log(s->quick.env->office, &e, &id, NULL, NULL, &err) != ST_OK) {
		form_set_error(s->quick.form, -1, err.text);
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	log_call_say(s, &e.next, nav);
	nav->arg.kind = KIND_INTERACTION;
	nav->arg.id = id;
	return SCREEN_HANDLED | SCREEN_CHANGED | SCREEN_CLOSE;
}

static unsigned log_call_add_person(struct log_call *s, struct nav *nav)
{
	struct buf preset = BUF_INIT;

	buf_addf(&preset, "name=%s\nworks_at=%lld\n", form_typed(s->quick.form),
		(long long)s->client);
	nav_open(nav, SCREEN_FORM, KIND_CLIENT, 0, buf_str(&preset));
	buf_release(&preset);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned log_call_event(
	void *state, const struct screen_env *env, const struct event *ev, struct nav *nav)
{
	struct log_call *s = state;
	enum form_result result;
	unsigned flags = quick_form_event(&s->quick, ev, nav, &result);

	(void)env;
	if (result == FORM_SAVE)
		return log_call_save(s, nav);
	if (result == FORM_ADD)
		return log_call_add_person(s, nav);
	return flags;
}

static void log_call_returned(
	void *state, const struct screen_env *env, const struct screen_arg *arg)
{
	struct log_call *s = state;
	int at = form_find(s->quick.form, "person");

	if (!arg->id || arg->kind != KIND_CLIENT || at < 0)
		return;
	form_source_change(s->quick.form, at, env->office, KIND_CLIENT, arg->id);
	form_set_focus(s->quick.form, at + 1);
}

const struct screen_ops log_call_screen = {
	.title = N_("Log a call"),
	.help = N_(
		"Write down what was said and what comes next; both are saved as one action. Enter "
		"goes from field to field, Ctrl-S saves at any time. The next step becomes a "
		"task."),
	.overlay = true,
	.open = log_call_open,
	.load = log_call_load,
	.draw = quick_form_draw,
	.fit = quick_form_fit,
	.typing = quick_form_typing,
	.handle = quick_form_handle,
	.event = log_call_event,
	.returned = log_call_returned,
	.draft = quick_form_draft,
	.undraft = quick_form_undraft,
	.edited = quick_form_edited,
	.release = log_call_release,
};
