/* The details panel: what is near, whom to speak with, then the fields in the order of the field table. */
#include "card_info.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "domain/client.h"
#include "domain/list.h"
#include "domain/merge.h"
#include "near_day.h"
#include "screens/actions.h"

enum { CARD_PARTS_MAX = 20, CARD_CHILDREN_MAX = 30, CARD_LABEL_COLS = 15 };

static bool card_info_is_company(const struct card_data *d)
{
	return strcmp(record_text(&d->client, CLIENT_KIND), "person") != 0;
}

/* Those that stand in the head of the card (a name says its parts), and what only the program needs. */
static bool card_info_leaves_out(const struct kind *k, int i, bool brief)
{
	if (k->fields[i].flags & FF_HIDDEN || (i >= CLIENT_COMMON && !k->fields[i].custom_id))
		return true;
	switch (i) {
	case CLIENT_NAME:
	case CLIENT_FIRST_NAME:
	case CLIENT_MIDDLE_NAME:
	case CLIENT_LAST_NAME:
	case CLIENT_KIND:
	case CLIENT_STATUS:
	case CLIENT_RANK:
	case CLIENT_LAST_CONTACT_AT:
	case CLIENT_NEXT_TASK_DAY: return true;
	case CLIENT_PHONE:
	case CLIENT_EMAIL: return brief;
	default: return false;
	}
}

static void card_info_field(struct card_data *d, int i)
{
	const struct field *f = &d->client.kind->fields[i];
	struct card_item *item;

	if (!record_has(&d->client, i) || (f->type == FT_BOOL && !record_num(&d->client, i)))
		return;
	item = card_panel_add(&d->panels[PANEL_INFO], CARD_FIELD);
	item->field = i;
	item->lines = f->type == FT_NOTE;
	buf_add(&item->left, f->custom_id ? f->title : _(f->title));
	if (f->type == FT_URL && strncmp(record_text(&d->client, i), "https://", 8) == 0)
		buf_add(&item->text, record_text(&d->client, i) + 8);
	else
		record_format(d->env->office, &d->client, i, STYLE_SHOW, &item->text);
	if (f->type == FT_MONEY)
		buf_addf(&item->text, " %s", record_currency(d->env->office, &d->client));
	if (f->type == FT_PERCENT)
		buf_add(&item->text, " %");
}

/* The address on one line, when there is more of it than a city. */
static bool card_info_address(struct card_data *d)
{
	static const int parts[] = {
		CLIENT_STREET, CLIENT_POSTCODE, CLIENT_CITY, CLIENT_REGION, CLIENT_COUNTRY};
	const struct record *r = &d->client;
	struct card_item *item;

	if (!record_has(r, CLIENT_STREET) && !record_has(r, CLIENT_POSTCODE))
		return false;
	item = card_panel_add(&d->panels[PANEL_INFO], CARD_FIELD);
	item->field = CLIENT_STREET;
	buf_add(&item->left, _("Address"));
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (record_has(r, parts[i]))
			buf_addf(&item->text, "%s%s", item->text.len ? ", " : "",
				record_text(r, parts[i]));
	return true;
}

/* The latest contact and the next task: the day, and how far off it is. */
static void card_info_field_near(struct card_data *d, int i)
{
	bool past = i == CLIENT_LAST_CONTACT_AT;
	const struct field *f = &d->client.kind->fields[i];
	int64_t value = record_num(&d->client, i);
	int32_t day = past ? date_of_instant(value, NULL) : (int32_t)value;
	struct card_item *item;
	struct buf near = BUF_INIT;
	enum role role = ROLE_LABEL;
	char exact[DATE_LEN];

	if (!record_has(&d->client, i))
		return;
	item = card_panel_add(&d->panels[PANEL_INFO], CARD_FIELD);
	item->field = i;
	buf_add(&item->left, _(f->title));
	date_format(day, d->env->date_order, exact);
	buf_add(&item->text, exact);
	if (past)
		near_day_past(day, clock_today(), d->env->date_order, &near);
	else
		near_day_due(day, clock_today(), d->env->date_order, &near, &role);
	if (strcmp(buf_str(&near), exact) != 0) {
		buf_add(&item->text, " ");
		for (const char *c = buf_str(&near); *c; c++) /* "! 9 d ago" stays in one line */
			buf_addn(&item->text, *c == ' ' ? "\u00a0" : c, *c == ' ' ? 2 : 1);
	}
	if (role == ROLE_OVERDUE)
		item->role = role;
	buf_release(&near);
}

/* Records that point at this client by `field`: its further phones, addresses, daughters. */
static void card_info_parts(struct card_data *d, enum kind_id kind, const char *field, int max,
	void (*add)(struct card_data *d, const struct record *r, int n))
{
	struct list_request req = {.kind = kind, .order_field = LIST_ORDER_DEFAULT, .limit = max};
	struct filter *filter = NULL;
	struct list_page page;
	char text[64];

	snprintf(text, sizeof text, "%s:#%lld", field, (long long)d->id);
	if (filter_compile(d->env->office, kind, text, &filter, NULL) != ST_OK)
		return;
	req.filter = filter;
	if (list_load(d->env->office, &req, &page, NULL) == ST_OK) {
		for (int i = 0; i < page.n; i++)
			add(d, &page.rows[i], i);
		list_page_release(&page);
	}
	filter_free(filter);
}

static void card_info_add_point(struct card_data *d, const struct record *r, int n)
{
	struct card_item *item = card_panel_add(&d->panels[PANEL_INFO], CARD_PART);

	(void)n;
	item->kind = r->kind->id;
	item->id = r->id;
	record_format(d->env->office, r, CONTACT_POINT_KIND, STYLE_SHOW, &item->left);
	buf_add(&item->text, record_text(r, CONTACT_POINT_VALUE));
	if (record_has(r, CONTACT_POINT_LABEL))
		buf_addf(&item->text, "  (%s)", record_text(r, CONTACT_POINT_LABEL));
}

static void card_info_add_address(struct card_data *d, const struct record *r, int n)
{
	static const int parts[] = {
		ADDRESS_POSTCODE, ADDRESS_CITY, ADDRESS_STREET, ADDRESS_REGION, ADDRESS_COUNTRY};
	struct card_item *item = card_panel_add(&d->panels[PANEL_INFO], CARD_PART);

	(void)n;
	item->kind = r->kind->id;
	item->id = r->id;
	record_format(d->env->office, r, ADDRESS_KIND, STYLE_SHOW, &item->left);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (record_has(r, parts[i]))
			buf_addf(&item->text, "%s%s", item->text.len ? ", " : "",
				record_text(r, parts[i]));
}

static void card_info_add_child(struct card_data *d, const struct record *r, int n)
{
	struct card_item *item;

	if (n == 0)
		card_panel_head(&d->panels[PANEL_INFO], _("Daughter companies"));
	item = card_panel_add(&d->panels[PANEL_INFO], CARD_PERSON);
	item->kind = KIND_CLIENT;
	item->id = r->id;
	buf_add(&item->text, record_text(r, CLIENT_NAME));
	buf_add(&item->right, record_text(r, CLIENT_CITY));
}

static void card_info_people(struct card_data *d)
{
	struct card_panel *p = &d->panels[PANEL_INFO];
	struct buf key = BUF_INIT, text = BUF_INIT;

	if (d->people.n > 0)
		card_panel_head(
			p, card_info_is_company(d) ? _("People") : _("Companies and people"));
	for (int i = 0; i < d->people.n; i++) {
		const struct client_person *person = &d->people.items[i];
		struct card_item *item = card_panel_add(p, CARD_PERSON);

		item->kind = KIND_CLIENT;
		item->id = person->id;
		item->relation = person->relation;
		buf_add(&item->text, person->name);
		if (*person->what)
			buf_addf(&item->text, ", %s", person->what);
		buf_add(&item->right, person->phone);
	}
	if (d->people.n == 0) {
		keymap_first_key(d->env->keymap, ACT_NEW_PERSON, &key);
		card_panel_head(p, _("People"));
		buf_addf(&text, _("%s adds a person who works here."), buf_str(&key));
		card_panel_hint(p, buf_str(&text));
	}
	buf_release(&key);
	buf_release(&text);
}

/* What this client was made of, and how to take it apart; in the trash: what it became. */
static void card_info_merge(struct card_data *d)
{
	struct merge_trace trace;
	struct card_item *item;
	struct buf key = BUF_INIT;
	bool stays;

	if (merge_find(d->env->office, KIND_CLIENT, d->id, &trace, NULL) != ST_OK)
		return;
	stays = trace.survivor == d->id;
	keymap_first_key(d->env->keymap, ACT_UNMERGE, &key);
	for (int i = 0; i < (stays ? trace.nothers : 1); i++) {
		item = card_panel_add(&d->panels[PANEL_INFO], CARD_PART);
		item->kind = KIND_CLIENT;
		item->id = stays ? trace.others[i] : trace.survivor;
		buf_add(&item->left, stays ? _("Merged from") : _("Merged into"));
		buf_addf(&item->text, "#%lld ", (long long)item->id);
		office_title(d->env->office, KIND_CLIENT, item->id, &item->text);
		buf_addf(&item->text, _("  (%s takes it apart)"), buf_str(&key));
	}
	buf_release(&key);
}

void card_info_load(struct card_data *d, bool brief)
{
	struct card_panel *p = &d->panels[PANEL_INFO];
	const struct kind *k = d->client.kind;
	bool whole = false; /* the address stands on one line */

	p->left_cols = CARD_LABEL_COLS;
	buf_add(&p->title, _("Details"));
	card_info_field_near(d, CLIENT_NEXT_TASK_DAY);
	card_info_field_near(d, CLIENT_LAST_CONTACT_AT);
	/* Whom to speak with comes before what is known; a place for it without anybody comes last. */
	if (d->people.n > 0) {
		card_info_people(d);
		card_panel_head(p, _("Fields"));
	}
	for (int i = 0; i < d->client.nvalues && i < k->nfields; i++) {
		bool place = i >= CLIENT_STREET && i <= CLIENT_COUNTRY;

		if (i == CLIENT_STREET)
			whole = card_info_address(d);
		if (!card_info_leaves_out(k, i, brief) && !(place && whole))
			card_info_field(d, i);
	}
	card_info_parts(d, KIND_CONTACT_POINT, "client", CARD_PARTS_MAX, card_info_add_point);
	card_info_parts(d, KIND_ADDRESS, "client", CARD_PARTS_MAX, card_info_add_address);
	card_info_parts(d, KIND_CLIENT, "parent", CARD_CHILDREN_MAX, card_info_add_child);
	card_info_merge(d);
	if (d->people.n == 0 && card_info_is_company(d))
		card_info_people(d);
}
