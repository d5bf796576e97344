/*
 * Records as texts of cells. What is written here must be what an import reads back: a title that two records share, or that
 * somebody else has for a login, is no name for a link.
 */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "domain/deal.h"
#include "export_run.h"

enum { LINK_CACHE_SIZE = 4096 };

struct export_link {
	enum kind_id kind;
	int64_t id; /* 0: free */
	int64_t scope;
	char *text;
};

void export_link_free(struct export_link *links)
{
	for (int i = 0; links && i < LINK_CACHE_SIZE; i++)
		free(links[i].text);
	free(links);
}

/* Does an import find this record by that title? A stage is looked for in the deal's pipeline. */
static bool link_is_named(
	struct export_run *run, const struct field *f, int64_t scope, int64_t id, const char *title)
{
	static const struct parse_options from_file = {.from_file = true};
	int64_t found = 0;

	if (f->link == KIND_STAGE && run->kind->id == KIND_DEAL) {
		struct record probe;

		record_make(&probe, run->kind);
		if (scope)
			record_set_num(&probe, DEAL_PIPELINE, scope);
		if (record_parse(run->o, &probe, DEAL_STAGE, title, &from_file, NULL) == ST_OK)
			found = record_num(&probe, DEAL_STAGE);
		record_release(&probe);
	} else if (record_resolve(run->o, f->link, title, &found, NULL) != ST_OK)
		found = 0;
	return found == id;
}

static const char *link_text(struct export_run *run, const struct record *r, int field)
{
	const struct field *f = &r->kind->fields[field];
	int64_t id = record_num(r, field), scope = 0;
	struct export_link *e;
	struct buf title = BUF_INIT;

	if (f->link == KIND_STAGE && r->kind->id == KIND_DEAL)
		scope = record_num(r, DEAL_PIPELINE);
	if (!run->links)
		run->links = mem_alloc(sizeof(*run->links) * LINK_CACHE_SIZE);
	e = &run->links[((uint64_t)id * 31 + (uint64_t)f->link) % LINK_CACHE_SIZE];
	if (e->id == id && e->kind == f->link && e->scope == scope)
		return e->text;
	office_title(run->o, f->link, id, &title);
	if (!link_is_named(run, f, scope, id, buf_str(&title))) {
		buf_clear(&title);
		buf_addf(&title, "#%lld", (long long)id);
	}
	free(e->text);
	*e = (struct export_link){f->link, id, scope, buf_take(&title)};
	return e->text;
}

static bool is_number(enum field_type type)
{
	return type == FT_INT || type == FT_MONEY || type == FT_PERCENT || type == FT_QUANTITY;
}

/* Dates as the file wants them; instants then are local, as people read them. */
static bool dated(const struct export_run *run, const struct field *f, int64_t num, char out[32])
{
	enum date_order order = run->req->dates == EXPORT_DATES_MDY ? DATE_MDY : DATE_DMY;

	if (run->req->dates == EXPORT_DATES_ISO)
		order = DATE_YMD;
	if (f->type == FT_DATE)
		date_format((int32_t)num, order, out);
	else if (f->type == FT_INSTANT && order == DATE_YMD)
		date_format_utc(num, out);
	else if (f->type == FT_INSTANT)
		date_format_instant(num, order, out, 32);
	else
		return false;
	return true;
}

const char *export_cell(struct export_run *run, const struct record *r, int field, bool *number)
{
	const struct field *f = &r->kind->fields[field];
	char day[32];

	*number = false;
	if (!record_has(r, field))
		return "";
	if (r->values[field].text)
		return r->values[field].text;
	if (f->type == FT_LINK)
		return link_text(run, r, field);
	buf_clear(&run->text);
	if (dated(run, f, record_num(r, field), day)) {
		buf_add(&run->text, day);
	} else {
		record_format(run->o, r, field, STYLE_PLAIN, &run->text);
		*number = is_number(f->type);
	}
	return buf_str(&run->text);
}

const char *export_head(const struct export_run *run, int field)
{
	const struct field *f = &run->kind->fields[field];

	if (!run->req->titles)
		return f->name;
	return f->custom_id ? f->title : _(f->title);
}
