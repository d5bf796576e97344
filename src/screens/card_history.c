/* Interactions as items: day, channel, result, person, subject; the note below. */
#include "card_history.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "domain/interaction.h"
#include "domain/list.h"
#include "near_day.h"
#include "screens/actions.h"

enum { HISTORY_PAGE = 30, HISTORY_NOTE_BYTES = 1500 };

/* A subject made from the note's first line, or from the channel, would say the same twice. */
static bool card_history_has_subject(const struct record *r, const char *channel)
{
	const char *subject = record_text(r, INTERACTION_SUBJECT),
		   *body = record_text(r, INTERACTION_BODY);
	size_t len = strlen(subject);

	if (len > 3 && strcmp(subject + len - 3, "…") == 0)
		len -= 3;
	return strcmp(subject, channel) != 0 && !(*body && strncmp(subject, body, len) == 0);
}

static void card_history_words(struct card_data *d, const struct record *r, struct buf *out)
{
	struct office *o = d->env->office;
	const struct field *fields = r->kind->fields;
	const char *channel = choice_title(
		fields[INTERACTION_CHANNEL].choices, record_text(r, INTERACTION_CHANNEL));
	const char *direction = record_text(r, INTERACTION_DIRECTION);

	buf_add(out, channel);
	if (strcmp(direction, "in") == 0)
		buf_addf(out, ", %s", _("incoming"));
	if (record_has(r, INTERACTION_RESULT)) {
		buf_add(out, " · ");
		record_format(o, r, INTERACTION_RESULT, STYLE_SHOW, out);
	}
	if (card_history_has_subject(r, channel))
		buf_addf(out, "  %s", record_text(r, INTERACTION_SUBJECT));
	if (record_has(r, INTERACTION_PERSON) && record_num(r, INTERACTION_PERSON) != d->id) {
		buf_add(out, "  — ");
		record_format(o, r, INTERACTION_PERSON, STYLE_SHOW, out);
	} else if (record_num(r, INTERACTION_CLIENT) != d->id) {
		buf_add(out, "  — ");
		record_format(o, r, INTERACTION_CLIENT, STYLE_SHOW, out);
	}
}

static void card_history_add(struct card_data *d, const struct record *r)
{
	struct card_item *item = card_panel_add(&d->panels[PANEL_HISTORY], CARD_INTERACTION);
	const char *body = record_text(r, INTERACTION_BODY);
	const char *state = record_text(r, INTERACTION_STATE);
	int64_t at = record_num(r, INTERACTION_STARTED_AT);
	size_t len = strlen(body);
	char when[64];

	item->kind = KIND_INTERACTION;
	item->id = r->id;
	date_format_instant(at, d->env->date_order, when, sizeof when);
	buf_add(&item->left, when);
	if (strcmp(state, "held") != 0 && *state)
		buf_addf(&item->text, "(%s) ",
			choice_title(r->kind->fields[INTERACTION_STATE].choices, state));
	card_history_words(d, r, &item->text);
	near_day_past(date_of_instant(at, NULL), clock_today(), d->env->date_order, &item->right);
	if (len > HISTORY_NOTE_BYTES)
		len = text_prev(body, HISTORY_NOTE_BYTES);
	buf_addn(&item->note, body, len);
}

static void card_history_title(struct card_data *d)
{
	struct card_panel *p = &d->panels[PANEL_HISTORY];
	int at, n = card_panel_count(p, &at);

	buf_clear(&p->title);
	buf_add(&p->title, _("History"));
	if (n > 0)
		buf_addf(&p->title, " %d%s", n, d->more_history ? "+" : "");
}

bool card_history_more(struct card_data *d)
{
	struct list_request req = {.kind = KIND_INTERACTION,
		.order_field = LIST_ORDER_DEFAULT,
		.anchor = d->last.kind ? &d->last : NULL,
		.limit = HISTORY_PAGE};
	struct filter *filter = NULL;
	struct list_page page;
	int n = 0;

	if (!d->more_history ||
		filter_compile(d->env->office, KIND_INTERACTION, d->scope, &filter, NULL) != ST_OK)
		return false;
	req.filter = filter;
	d->more_history = false;
	if (list_load(d->env->office, &req, &page, NULL) == ST_OK) {
		n = page.n;
		for (int i = 0; i < n; i++)
			card_history_add(d, &page.rows[i]);
		if (n > 0) {
			if (d->last.kind)
				record_release(&d->last);
			record_copy(&d->last, &page.rows[n - 1]);
		}
		d->more_history = page.more;
		list_page_release(&page);
	}
	filter_free(filter);
	card_history_title(d);
	return n > 0;
}

void card_history_load(struct card_data *d, int want)
{
	struct card_panel *p = &d->panels[PANEL_HISTORY];
	struct buf key = BUF_INIT, text = BUF_INIT;

	if (d->last.kind)
		record_release(&d->last);
	d->more_history = true;
	while (card_history_more(d) && (int)p->n < want)
		;
	card_history_title(d);
	p->left_cols = 16;
	if (p->n > 0)
		return;
	keymap_first_key(d->env->keymap, ACT_LOG, &key);
	buf_addf(&text, _("Nothing yet. %s logs a call or a meeting."), buf_str(&key));
	card_panel_hint(p, buf_str(&text));
	buf_release(&key);
	buf_release(&text);
}
