/* A record on paper: its fields, then what belongs to it, a table each. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "domain/client.h"
#include "domain/deal.h"
#include "domain/filter.h"
#include "domain/interaction.h"
#include "domain/task.h"
#include "print_parts.h"

enum { SECTION_FIELDS = 6, SECTION_ROWS = 500 };

static const double label_width = 48 * PDF_MM;

static const struct section {
	enum kind_id of, kind;
	const char *title;
	const char *filter;             /* @ is the record */
	int fields[SECTION_FIELDS + 1]; /* ended by -1 */
} sections[] = {
	{KIND_CLIENT, KIND_CONTACT_POINT, N_("Contact points"), "client:@",
		{CONTACT_POINT_KIND, CONTACT_POINT_LABEL, CONTACT_POINT_VALUE, -1}},
	{KIND_CLIENT, KIND_ADDRESS, N_("Addresses"), "client:@",
		{ADDRESS_KIND, ADDRESS_STREET, ADDRESS_POSTCODE, ADDRESS_CITY, ADDRESS_COUNTRY,
			-1}},
	{KIND_CLIENT, KIND_CLIENT, N_("Belongs to it"), "parent:@",
		{CLIENT_NAME, CLIENT_PHONE, CLIENT_EMAIL, -1}},
	{KIND_CLIENT, KIND_RELATION, N_("Relations"), "a:@ or b:@",
		{RELATION_A, RELATION_TYPE, RELATION_B, RELATION_ROLE, -1}},
	{KIND_CLIENT, KIND_TASK, N_("Open tasks"), "client:@ state:open",
		{TASK_DUE_DAY, TASK_DUE_TIME, TASK_KIND, TASK_SUBJECT, TASK_ASSIGNEE, -1}},
	{KIND_CLIENT, KIND_DEAL, N_("Deals"), "client:@",
		{DEAL_TITLE, DEAL_STAGE, DEAL_AMOUNT, DEAL_EXPECTED_CLOSE, DEAL_OWNER, -1}},
	{KIND_CLIENT, KIND_INTERACTION, N_("History"), "client:@",
		{INTERACTION_STARTED_AT, INTERACTION_CHANNEL, INTERACTION_RESULT,
			INTERACTION_SUBJECT, INTERACTION_BODY, INTERACTION_USER, -1}},
	{KIND_DEAL, KIND_DEAL_ITEM, N_("Lines"), "deal:@",
		{DEAL_ITEM_PRODUCT, DEAL_ITEM_TEXT, DEAL_ITEM_QUANTITY, DEAL_ITEM_PRICE,
			DEAL_ITEM_DISCOUNT, DEAL_ITEM_TAX, -1}},
	{KIND_DEAL, KIND_TASK, N_("Open tasks"), "deal:@ state:open",
		{TASK_DUE_DAY, TASK_DUE_TIME, TASK_KIND, TASK_SUBJECT, TASK_ASSIGNEE, -1}},
	{KIND_DEAL, KIND_STAGE_LOG, N_("Stages"), "deal:@",
		{STAGE_LOG_AT, STAGE_LOG_FROM_STAGE, STAGE_LOG_TO_STAGE, STAGE_LOG_USER, -1}},
	{KIND_DEAL, KIND_INTERACTION, N_("History"), "deal:@",
		{INTERACTION_STARTED_AT, INTERACTION_CHANNEL, INTERACTION_RESULT,
			INTERACTION_SUBJECT, INTERACTION_BODY, INTERACTION_USER, -1}},
	{KIND_PIPELINE, KIND_STAGE, N_("Stages"), "pipeline:@",
		{STAGE_NAME, STAGE_CLASS, STAGE_PROBABILITY, STAGE_ROTTING_DAYS, -1}},
};

enum status print_card_title(
	struct office *o, enum kind_id kind, int64_t id, char **title, struct err *err)
{
	const struct kind *k = office_kind(o, kind);
	struct record r;
	struct buf b = BUF_INIT;
	enum status st = record_load(o, kind, id, &r, err);

	if (st)
		return st;
	print_value(o, &r, k->title_field, &b);
	if (b.len)
		*title = mem_strdup(buf_str(&b));
	else
		*title = mem_printf("%s #%lld", _(k->title), (long long)id);
	buf_release(&b);
	record_release(&r);
	return ST_OK;
}

static void card_fields(struct office *o, const struct record *r, struct pdf_flow *f)
{
	struct buf value = BUF_INIT;

	buf_addf(&value, "#%lld%s", (long long)r->id, r->deleted_at ? _(" (in the trash)") : "");
	pdf_flow_field(f, _(r->kind->title), buf_str(&value), label_width);
	for (int i = 0; i < r->nvalues; i++) {
		const struct field *field = &r->kind->fields[i];

		if (!record_has(r, i) || (field->flags & FF_HIDDEN) ||
			(field->type == FT_BOOL && !record_num(r, i)))
			continue;
		buf_clear(&value);
		print_value(o, r, i, &value);
		pdf_flow_field(f, print_field_title(field), buf_str(&value), label_width);
	}
	buf_release(&value);
}

/* Columns that are empty in every row are left out. */
static bool card_column_is_used(const struct list_page *page, int field)
{
	for (int i = 0; i < page->n; i++)
		if (record_has(&page->rows[i], field))
			return true;
	return false;
}

static enum status card_page(struct office *o, const struct section *sec,
	const struct list_page *page, struct pdf_flow *f, struct err *err)
{
	const struct kind *k = office_kind(o, sec->kind);
	struct pdf_table *t;
	struct buf b = BUF_INIT;

	pdf_flow_heading(f, _(sec->title));
	if (page->more) {
		buf_addf(&b, _("The first %d; there are more."), page->n);
		pdf_flow_text(f, buf_str(&b));
	}
	t = pdf_table_new(f);
	for (int c = 0; sec->fields[c] >= 0; c++)
		if (card_column_is_used(page, sec->fields[c]))
			pdf_table_column(t, print_field_title(&k->fields[sec->fields[c]]),
				print_column_type(&k->fields[sec->fields[c]]));
	for (int i = 0; i < page->n; i++) {
		for (int c = 0; sec->fields[c] >= 0; c++) {
			if (!card_column_is_used(page, sec->fields[c]))
				continue;
			buf_clear(&b);
			print_value(o, &page->rows[i], sec->fields[c], &b);
			pdf_table_cell(t, buf_str(&b));
		}
		if (!pdf_table_end_row(t, false))
			break;
	}
	buf_release(&b);
	return pdf_table_finish(t, err);
}

static enum status card_section(struct office *o, const struct section *sec, int64_t id,
	struct pdf_flow *f, struct err *err)
{
	struct list_request req = {
		.kind = sec->kind, .order_field = LIST_ORDER_DEFAULT, .limit = SECTION_ROWS};
	struct filter *filter = NULL;
	struct list_page page;
	char *text = filter_about(sec->filter, id);
	enum status st = filter_compile(o, sec->kind, text, &filter, err);

	free(text);
	if (st)
		return st;
	req.filter = filter;
	st = list_load(o, &req, &page, err);
	filter_free(filter);
	if (st)
		return st;
	if (page.n)
		st = card_page(o, sec, &page, f, err);
	list_page_release(&page);
	return st;
}

enum status print_card(struct office *o, const struct print_request *req, struct pdf_flow *f,
	struct job *job, struct err *err)
{
	struct record r;
	enum status st = record_load(o, req->kind, req->id, &r, err);

	if (st)
		return st;
	card_fields(o, &r, f);
	record_release(&r);
	for (size_t i = 0; !st && i < sizeof sections / sizeof *sections; i++) {
		if (sections[i].of == req->kind)
			st = card_section(o, &sections[i], req->id, f, err);
		if (!st && job_is_cancelled(job))
			st = err_set(err, ST_CANCELLED, _("Cancelled: nothing was printed"));
	}
	return st ? st : pdf_out_check(pdf_flow_out(f), err);
}
