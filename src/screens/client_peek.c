/* A short look at a client beside a list. */
#include "client_peek.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "domain/client.h"
#include "domain/interaction.h"
#include "domain/list.h"

static const int peek_fields[] = {CLIENT_PHONE, CLIENT_EMAIL, CLIENT_CITY, CLIENT_STATUS,
	CLIENT_RANK, CLIENT_OWNER, CLIENT_LAST_CONTACT_AT, CLIENT_NEXT_TASK_DAY};

void client_peek_release(struct client_peek *p)
{
	for (int i = 0; i < p->nfields; i++) {
		free(p->label[i]);
		free(p->value[i]);
	}
	for (int i = 0; i < p->nhistory; i++) {
		free(p->when[i]);
		free(p->what[i]);
	}
	free(p->title);
	free(p->notes);
	*p = (struct client_peek){0};
}

static void client_peek_fields(struct client_peek *p, struct office *o, const struct record *r)
{
	for (size_t i = 0; i < sizeof peek_fields / sizeof *peek_fields; i++) {
		struct buf value = BUF_INIT;

		if (!record_has(r, peek_fields[i]))
			continue;
		record_format(o, r, peek_fields[i], STYLE_SHOW, &value);
		p->label[p->nfields] = mem_strdup(_(r->kind->fields[peek_fields[i]].title));
		p->value[p->nfields++] = value.len ? buf_take(&value) : mem_strdup("");
	}
}

static void client_peek_history(struct client_peek *p, struct office *o, int64_t id)
{
	char *text = mem_printf("client:#%lld", (long long)id);
	struct list_request req = {
		.kind = KIND_INTERACTION, .order_field = LIST_ORDER_DEFAULT, .limit = PEEK_HISTORY};
	struct list_page page = {0};
	struct filter *filter = NULL;

	if (filter_compile(o, KIND_INTERACTION, text, &filter, NULL) == ST_OK) {
		req.filter = filter;
		list_load(o, &req, &page, NULL);
	}
	for (int i = 0; i < page.n; i++) {
		const struct record *r = &page.rows[i];
		struct buf what = BUF_INIT;
		char near[64];

		date_format_near(date_of_instant(record_num(r, INTERACTION_STARTED_AT), NULL),
			clock_today(), office_options(o)->date_order, near, sizeof near);
		record_format(o, r, INTERACTION_CHANNEL, STYLE_SHOW, &what);
		buf_addf(&what, ": %s", record_text(r, INTERACTION_SUBJECT));
		p->when[p->nhistory] = mem_strdup(near);
		p->what[p->nhistory++] = buf_take(&what);
	}
	list_page_release(&page);
	filter_free(filter);
	free(text);
}

void client_peek_read(struct client_peek *p, struct office *o, int64_t id, bool force)
{
	struct record r;

	if (p->id == id && !force)
		return;
	client_peek_release(p);
	p->id = id;
	if (!id || record_load(o, KIND_CLIENT, id, &r, NULL) != ST_OK)
		return;
	p->title = mem_strdup(record_text(&r, CLIENT_NAME));
	p->notes = mem_strdup(record_text(&r, CLIENT_NOTES));
	client_peek_fields(p, o, &r);
	client_peek_history(p, o, id);
	record_release(&r);
}

void client_peek_draw(const struct client_peek *p, struct canvas *c, struct rect r)
{
	struct rect old, in = rect_inset(r, 0, 1);
	int row = in.row;

	if (!p->title || r.rows <= 0)
		return;
	old = canvas_clip(c, r);
	canvas_text(c, row++, in.col, in.cols, ROLE_TITLE, p->title);
	for (int i = 0; i < p->nfields; i++, row++) {
		canvas_text(c, row, in.col, 14, ROLE_LABEL, p->label[i]);
		canvas_text(c, row, in.col + 15, in.cols - 15, ROLE_VALUE, p->value[i]);
	}
	row++;
	if (p->nhistory)
		canvas_text(c, row++, in.col, in.cols, ROLE_HEADER, _("History"));
	for (int i = 0; i < p->nhistory; i++, row++) {
		canvas_text(c, row, in.col, 11, ROLE_DIM, p->when[i]);
		canvas_text(c, row, in.col + 12, in.cols - 12, ROLE_NORMAL, p->what[i]);
	}
	if (*p->notes) {
		row++;
		canvas_text(c, row++, in.col, in.cols, ROLE_HEADER, _("Notes"));
		canvas_wrap(c, (struct rect){row, in.col, r.row + r.rows - row, in.cols}, 0,
			ROLE_NORMAL, p->notes);
	}
	canvas_unclip(c, old);
}
