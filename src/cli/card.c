/* The sections of cards, by table. */
#include "card.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "domain/client.h"
#include "domain/deal.h"
#include "domain/filter.h"
#include "domain/interaction.h"
#include "domain/list.h"
#include "domain/task.h"
#include "grid.h"
#include "rows.h"
#include "say.h"

enum { CARD_FIELDS = 4, CARD_ROWS = 10 };

static const struct section {
	enum kind_id of, kind;
	const char *title;
	const char *filter;          /* @ is the record */
	int fields[CARD_FIELDS + 1]; /* ended by -1 */
} sections[] = {
	{KIND_CLIENT, KIND_CONTACT_POINT, N_("Contact points"), "client:@",
		{CONTACT_POINT_KIND, CONTACT_POINT_LABEL, CONTACT_POINT_VALUE, -1}},
	{KIND_CLIENT, KIND_ADDRESS, N_("Addresses"), "client:@",
		{ADDRESS_KIND, ADDRESS_STREET, ADDRESS_CITY, ADDRESS_COUNTRY, -1}},
	{KIND_CLIENT, KIND_RELATION, N_("Relations"), "a:@ or b:@",
		{RELATION_A, RELATION_TYPE, RELATION_B, RELATION_ROLE, -1}},
	{KIND_CLIENT, KIND_CLIENT, N_("Belongs to it"), "parent:@",
		{CLIENT_NAME, CLIENT_PHONE, CLIENT_EMAIL, -1}},
	{KIND_CLIENT, KIND_TASK, N_("Open tasks"), "client:@ state:open",
		{TASK_DUE_DAY, TASK_KIND, TASK_SUBJECT, TASK_ASSIGNEE, -1}},
	{KIND_CLIENT, KIND_DEAL, N_("Deals"), "client:@",
		{DEAL_TITLE, DEAL_STAGE, DEAL_AMOUNT, DEAL_EXPECTED_CLOSE, -1}},
	{KIND_CLIENT, KIND_INTERACTION, N_("History"), "client:@",
		{INTERACTION_STARTED_AT, INTERACTION_CHANNEL, INTERACTION_RESULT,
			INTERACTION_SUBJECT, -1}},
	{KIND_DEAL, KIND_DEAL_ITEM, N_("Lines"), "deal:@",
		{DEAL_ITEM_PRODUCT, DEAL_ITEM_TEXT, DEAL_ITEM_QUANTITY, DEAL_ITEM_PRICE, -1}},
	{KIND_DEAL, KIND_STAGE_LOG, N_("Stages"), "deal:@",
		{STAGE_LOG_AT, STAGE_LOG_FROM_STAGE, STAGE_LOG_TO_STAGE, STAGE_LOG_USER, -1}},
	{KIND_DEAL, KIND_TASK, N_("Open tasks"), "deal:@ state:open",
		{TASK_DUE_DAY, TASK_KIND, TASK_SUBJECT, TASK_ASSIGNEE, -1}},
	{KIND_DEAL, KIND_INTERACTION, N_("History"), "deal:@",
		{INTERACTION_STARTED_AT, INTERACTION_CHANNEL, INTERACTION_RESULT,
			INTERACTION_SUBJECT, -1}},
	{KIND_PIPELINE, KIND_STAGE, N_("Stages"), "pipeline:@",
		{STAGE_NAME, STAGE_CLASS, STAGE_PROBABILITY, STAGE_ROTTING_DAYS, -1}},
};

static void print_page(
	const struct session *s, const struct section *sec, const struct list_page *page)
{
	const struct kind *k = office_kind(s->office, sec->kind);
	struct buf b = BUF_INIT;
	struct grid g;

	say(s, "\n%s%s\n", _(sec->title), page->more ? _(" (the first ones)") : "");
	grid_init(&g, s);
	grid_column(&g, "", GRID_RIGHT);
	for (int c = 0; sec->fields[c] >= 0; c++)
		grid_column(&g, "", rows_column_type(&k->fields[sec->fields[c]]));
	for (int i = 0; i < page->n; i++) {
		buf_clear(&b);
		buf_addf(&b, "#%lld", (long long)page->rows[i].id);
		grid_cell(&g, buf_str(&b));
		for (int c = 0; sec->fields[c] >= 0; c++) {
			buf_clear(&b);
			rows_value(s->office, &page->rows[i], sec->fields[c], &b);
			grid_cell(&g, buf_str(&b));
		}
		grid_end_row(&g, SAY_PLAIN);
	}
	grid_finish(&g);
	buf_release(&b);
}

static enum status print_section(
	struct session *s, const struct section *sec, int64_t id, struct err *err)
{
	struct list_request req = {
		.kind = sec->kind, .order_field = LIST_ORDER_DEFAULT, .limit = CARD_ROWS};
	struct filter *filter = NULL;
	struct list_page page;
	char *text = filter_about(sec->filter, id);
	enum status st = filter_compile(s->office, sec->kind, text, &filter, err);

	free(text);
	if (st)
		return st;
	req.filter = filter;
	st = list_load(s->office, &req, &page, err);
	filter_free(filter);
	if (st)
		return st;
	if (page.n)
		print_page(s, sec, &page);
	list_page_release(&page);
	return ST_OK;
}

enum status card_print(struct session *s, const struct record *r, struct err *err)
{
	enum status st = ST_OK;

	for (size_t i = 0; !st && i < sizeof(sections) / sizeof(sections[0]); i++)
		if (sections[i].of == r->kind->id)
			st = print_section(s, &sections[i], r->id, err);
	return st;
}
