/* Choices for the fields of forms. Records are looked up by the search index where their kind has one. */
#include "form_source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "domain/catalog.h"
#include "domain/client.h"
#include "domain/deal.h"
#include "domain/list.h"
#include "tui/fuzzy.h"

enum { SOURCE_SHOWN = 50, SOURCE_SCANNED = 500 };

static void form_source_pick(struct form_source *s, const char *value, const char *label)
{
	s->picks = mem_realloc(s->picks, (s->npicks + 1) * sizeof *s->picks);
	s->picks[s->npicks++] = (struct pick){.value = value, .label = label};
}

void form_source_choices(struct form_source *s, const struct choice *choices)
{
	*s = (struct form_source){.link = KIND_NONE};
	for (; choices->code; choices++)
		form_source_pick(s, choices->code, _(choices->title));
}

void form_source_entries(struct form_source *s, struct office *o, const char *list)
{
	int n = 0;
	const struct list_entry *entries = office_list(o, list, &n);

	*s = (struct form_source){.office = o, .link = KIND_NONE, .list = list};
	/* Copies: the lists may be read again while a form stands open. */
	for (int i = 0; i < n; i++)
		form_source_pick(s, mem_strdup(entries[i].code), mem_strdup(entries[i].title));
	s->owned = true;
}

void form_source_list(struct form_source *s, struct office *o, const char *list)
{
	*s = (struct form_source){.office = o, .link = KIND_NONE, .list = list};
}

void form_source_records(
	struct form_source *s, struct office *o, enum kind_id link, const char *filter)
{
	*s = (struct form_source){.office = o, .link = link, .filter = mem_strdup(filter)};
}

void form_source_release(struct form_source *s)
{
	for (size_t i = 0; s->owned && i < s->npicks; i++) {
		free((char *)s->picks[i].value);
		free((char *)s->picks[i].label);
	}
	free(s->picks);
	free(s->filter);
	*s = (struct form_source){.link = KIND_NONE};
}

static void form_source_find_entries(
	const struct form_source *s, const char *typed, struct picklist *out)
{
	int n = 0;
	const struct list_entry *entries = office_list(s->office, s->list, &n);

	for (int i = 0; i < n; i++)
		if (!*typed || fuzzy_score(typed, entries[i].title) > 0)
			picklist_add(out, entries[i].code, entries[i].title, NULL);
}

/* A second column that tells records of one name apart. */
static void form_source_note(struct office *o, const struct record *r, struct buf *out)
{
	switch (r->kind->id) {
	case KIND_CLIENT: record_format(o, r, CLIENT_CITY, STYLE_SHOW, out); break;
	case KIND_DEAL: record_format(o, r, DEAL_CLIENT, STYLE_SHOW, out); break;
	case KIND_PRODUCT: record_format(o, r, PRODUCT_SKU, STYLE_SHOW, out); break;
	case KIND_USER: record_format(o, r, USER_LOGIN, STYLE_SHOW, out); break;
	default: break;
	}
}

static void form_source_add(struct office *o, const struct record *r, struct picklist *out)
{
	struct buf note = BUF_INIT;
	char id[24];

	snprintf(id, sizeof id, "#%lld", (long long)r->id);
	form_source_note(o, r, &note);
	picklist_add(out, id, record_text(r, r->kind->title_field), buf_str(&note));
	buf_release(&note);
}

/* Records under a condition, or of a kind without a search index: a page of them, compared by title. */
static void form_source_scan(const struct form_source *s, const char *typed, struct picklist *out)
{
	struct list_request req = {
		.kind = s->link, .order_field = LIST_ORDER_DEFAULT, .limit = SOURCE_SCANNED};
	struct filter *filter = NULL;
	struct list_page page;

	if (filter_compile(s->office, s->link, s->filter, &filter, NULL) != ST_OK)
		return;
	req.filter = filter;
	if (list_load(s->office, &req, &page, NULL) == ST_OK) {
		for (int i = 0; i < page.n && out->count < SOURCE_SHOWN; i++) {
			const struct record *r = &page.rows[i];

			if (!*typed || fuzzy_score(typed, record_text(r, r->kind->title_field)) > 0)
				form_source_add(s->office, r, out);
		}
		list_page_release(&page);
	}
	filter_free(filter);
}

void form_source_find(void *arg, const char *typed, struct picklist *out)
{
	const struct form_source *s = arg;
	struct list_page page;

	if (s->link == KIND_NONE) {
		form_source_find_entries(s, typed, out);
		return;
	}
	if (s->filter || !office_kind(s->office, s->link)->searchable) {
		form_source_scan(s, typed, out);
		return;
	}
	if (list_search(s->office, s->link, typed, SOURCE_SHOWN, &page, NULL) != ST_OK)
		return;
	for (int i = 0; i < page.n; i++)
		form_source_add(s->office, &page.rows[i], out);
	list_page_release(&page);
}

int64_t form_source_id(const char *value)
{
	return value[0] == '#' ? strtoll(value + 1, NULL, 10) : 0;
}

static void form_source_put(struct form *f, int field, struct office *o, enum kind_id link,
	int64_t id, void (*put)(struct form *, int, const char *, const char *))
{
	struct buf title = BUF_INIT;
	char value[24] = "";

	if (id) {
		snprintf(value, sizeof value, "#%lld", (long long)id);
		office_title(o, link, id, &title);
	}
	put(f, field, value, buf_str(&title));
	buf_release(&title);
}

void form_source_set(struct form *f, int field, struct office *o, enum kind_id link, int64_t id)
{
	form_source_put(f, field, o, link, id, form_set);
}

void form_source_change(struct form *f, int field, struct office *o, enum kind_id link, int64_t id)
{
	form_source_put(f, field, o, link, id, form_change);
}
