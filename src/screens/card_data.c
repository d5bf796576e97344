/* Reading a card: the client, its people, and the panels. */
#include "card_data.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "card_history.h"
#include "card_info.h"
#include "card_work.h"
#include "domain/client.h"
#include "domain/list.h"

enum { CARD_SCOPE_PEOPLE = 20 };

void card_data_init(struct card_data *d, const struct screen_env *env)
{
	*d = (struct card_data){.env = env};
}

static void card_data_drop(struct card_data *d)
{
	if (d->id)
		record_release(&d->client);
	client_people_release(&d->people);
	free(d->clients);
	free(d->scope);
	d->clients = d->scope = NULL;
	d->id = 0;
	d->has_months = false;
	for (int i = 0; i < PANEL_COUNT; i++)
		card_panel_clear(&d->panels[i]);
}

void card_data_release(struct card_data *d)
{
	card_data_drop(d);
	if (d->last.kind)
		record_release(&d->last);
	for (int i = 0; i < PANEL_COUNT; i++)
		card_panel_release(&d->panels[i]);
}

/* --- Loading ---------------------------------------------------------------------------------- */

static bool card_data_is_company(const struct card_data *d)
{
	return strcmp(record_text(&d->client, CLIENT_KIND), "person") != 0;
}

static void card_data_scope(struct card_data *d)
{
	struct buf b = BUF_INIT;

	buf_addf(&b, "client:#%lld", (long long)d->id);
	for (int i = 0; i < d->people.n && i < CARD_SCOPE_PEOPLE; i++)
		if (d->people.items[i].works_here)
			buf_addf(&b, ",#%lld", (long long)d->people.items[i].id);
	d->clients = mem_strdup(buf_str(&b));
	if (!card_data_is_company(d))
		buf_addf(&b, " or person:#%lld", (long long)d->id);
	d->scope = buf_take(&b);
}

enum status card_data_load(struct card_data *d, int64_t id, bool brief, struct err *err)
{
	struct card_item under[PANEL_COUNT];
	bool same = d->id == id && id;
	size_t read = same ? d->panels[PANEL_HISTORY].n : 0;
	enum status st;

	for (int i = 0; i < PANEL_COUNT; i++) {
		const struct card_item *item = card_panel_current(&d->panels[i]);

		under[i] = item && same ? *item : (struct card_item){.kind = KIND_NONE};
		if (!same)
			d->panels[i].cursor = d->panels[i].top = 0;
	}
	card_data_drop(d);
	st = record_load(d->env->office, KIND_CLIENT, id, &d->client, err);
	if (st)
		return st;
	d->id = id;
	client_people_load(d->env->office, id, &d->people);
	card_data_scope(d);
	card_info_load(d, brief);
	card_history_load(d, (int)read);
	card_work_load(d);
	for (int i = 0; i < PANEL_COUNT; i++)
		card_panel_find(&d->panels[i], &under[i]);
	return ST_OK;
}

bool card_data_more(struct card_data *d)
{
	return card_history_more(d);
}

void card_data_load_months(struct card_data *d)
{
	int32_t month = date_month_start(clock_today());
	char from[DATE_LEN], to[DATE_LEN];

	if (d->has_months || !d->id)
		return;
	d->has_months = true;
	for (int i = 0; i < CARD_MONTHS; i++) {
		int32_t start = date_add_months(month, i - CARD_MONTHS + 1);
		struct buf text = BUF_INIT;
		struct filter *filter = NULL;

		date_format_iso(start, from);
		date_format_iso(date_add_months(start, 1) - 1, to);
		buf_addf(&text, "(%s) started_at:%s..%s", d->scope, from, to);
		d->contacts[i] = 0;
		if (filter_compile(d->env->office, KIND_INTERACTION, buf_str(&text), &filter,
			    NULL) == ST_OK)
			list_count_matches(
				d->env->office, KIND_INTERACTION, filter, 0, &d->contacts[i], NULL);
		filter_free(filter);
		buf_release(&text);
	}
}

/* --- Lines ------------------------------------------------------------------------------------ */

static void card_data_join(const struct card_data *d, int field, struct buf *out)
{
	if (!record_has(&d->client, field))
		return;
	buf_add(out, out->len ? " · " : "");
	record_format(d->env->office, &d->client, field, STYLE_SHOW, out);
}

void card_data_kind_line(const struct card_data *d, struct buf *out)
{
	if (!d->id)
		return;
	card_data_join(d, CLIENT_KIND, out);
	card_data_join(d, CLIENT_STATUS, out);
	card_data_join(d, CLIENT_RANK, out);
}

void card_data_contact_line(const struct card_data *d, struct buf *out)
{
	if (!d->id)
		return;
	card_data_join(d, CLIENT_PHONE, out);
	card_data_join(d, CLIENT_EMAIL, out);
	card_data_join(d, CLIENT_CITY, out);
}
