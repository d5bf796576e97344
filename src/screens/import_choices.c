/* What the questions of the import wizard offer: fields, fields to match by, and what a text may mean. */
#include "import_choices.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "domain/deal.h"
#include "domain/list.h"
#include "form_source.h"

enum { CODE_LEN = 16 };

bool import_field_is_number(const struct field *f)
{
	return f->type == FT_INT || f->type == FT_MONEY || f->type == FT_PERCENT ||
	       f->type == FT_QUANTITY;
}

bool import_field_is_chosen(const struct field *f)
{
	return f->type == FT_CHOICE || f->type == FT_PICK || f->type == FT_LINK;
}

/* Every field that a file may set; its number as the value. */
static void import_offer_fields(struct import_wizard *w, struct import_offers *o, const char *typed,
	char (*codes)[CODE_LEN], int max, bool (*fits)(const struct field *f))
{
	const struct kind *k = office_kind(w->env->office, w->imp->kind);

	for (int i = 0; i < k->nfields && i < max; i++) {
		if (!import_is_settable(&k->fields[i]) || (fits && !fits(&k->fields[i])))
			continue;
		snprintf(codes[i], CODE_LEN, "%d", i);
		import_offer(o, typed, codes[i], _(k->fields[i].title), k->fields[i].name);
	}
}

enum { FIELDS_MAX = 150 };

/* Names and titles of targets, alive until the offers are given. */
struct target_texts {
	struct buf *items;
	int n;
};

static const char *import_keep_text(struct target_texts *t, struct buf text)
{
	t->items[t->n++] = text;
	return buf_str(&t->items[t->n - 1]);
}

static void import_offer_target(struct import_wizard *w, struct import_offers *o, const char *typed,
	const struct import_target *target, struct target_texts *texts)
{
	struct buf name = BUF_INIT, title = BUF_INIT;
	const char *value;

	import_target_name(w->env->office, w->imp->kind, target, &name);
	import_target_title(w->env->office, w->imp->kind, target, &title);
	value = import_keep_text(texts, name);
	import_offer(o, typed, value, import_keep_text(texts, title), value);
}

void import_find_targets(void *arg, const char *typed, struct picklist *out)
{
	struct import_wizard *w = arg;
	struct import_offers offers = {.n = 0};
	struct import_target *targets;
	int n = import_target_list(
		w->env->office, w->imp->kind, import_kinds[w->kind].preset, &targets);
	struct target_texts texts = {.items = mem_alloc(sizeof(struct buf) * (size_t)(2 * n + 1))};

	if (!*typed) {
		import_offer(&offers, "", "", _("(leave this column out)"), NULL);
		import_offer(&offers, "", "new", _("(a new field, made for it)"), NULL);
	}
	for (int i = 0; i < n; i++)
		import_offer_target(w, &offers, typed, &targets[i], &texts);
	if (*typed)
		import_offer(&offers, typed, "new", _("(a new field, made for it)"), "new field");
	import_offers_give(&offers, out);
	for (int i = 0; i < texts.n; i++)
		buf_release(&texts.items[i]);
	free(texts.items);
	import_target_list_free(targets, n);
}

void import_find_types(void *arg, const char *typed, struct picklist *out)
{
	static const char *const types[][2] = {{"text", N_("Text")}, {"note", N_("Note")},
		{"number", N_("Number")}, {"money", N_("Amount of money")}, {"date", N_("Date")},
		{"bool", N_("Yes or no")}};
	struct import_offers offers = {.n = 0};

	(void)arg;
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		import_offer(&offers, typed, types[i][0], _(types[i][1]), NULL);
	import_offers_give(&offers, out);
}

/* The cells of a row that failed, each under its heading. */
void import_find_cells(void *arg, const char *typed, struct picklist *out)
{
	struct import_wizard *w = arg;
	const struct import_row *row = import_check_row(w);
	struct import_offers offers = {.n = 0};
	char codes[FIELDS_MAX][CODE_LEN];

	for (int c = 0; row && c < w->imp->ncolumns && c < FIELDS_MAX; c++) {
		snprintf(codes[c], CODE_LEN, "%d", c);
		import_offer(&offers, typed, codes[c], w->imp->columns[c].header,
			c < row->ncells ? row->cells[c] : "");
	}
	import_offers_give(&offers, out);
}

void import_find_constants(void *arg, const char *typed, struct picklist *out)
{
	struct import_offers offers = {.n = 0};
	char codes[FIELDS_MAX][CODE_LEN];

	import_offer_fields(arg, &offers, typed, codes, FIELDS_MAX, NULL);
	import_offers_give(&offers, out);
}

static bool import_is_key(const struct field *f)
{
	return f->type == FT_TEXT || f->type == FT_PHONE || f->type == FT_EMAIL ||
	       f->type == FT_URL;
}

void import_find_matches(void *arg, const char *typed, struct picklist *out)
{
	struct import_wizard *w = arg;
	struct import_offers offers = {.n = 0};
	char codes[FIELDS_MAX][CODE_LEN];

	import_offer(&offers, typed, "none", _("(nothing: every row is a new record)"), NULL);
	import_offer(&offers, typed, "row", _("(everything that the row says)"), NULL);
	for (int c = 0; c < w->imp->ncolumns; c++) {
		int field = w->imp->columns[c].target.field;

		if (w->imp->columns[c].target.kind == TARGET_ID)
			import_offer(&offers, typed, "id", _("Kartoteka's own number (#12)"), "id");
		if (field < 0 || field >= FIELDS_MAX || !import_is_key(import_field(w, field)))
			continue;
		snprintf(codes[field], CODE_LEN, "%d", field);
		import_offer(&offers, typed, codes[field], _(import_field(w, field)->title),
			import_field(w, field)->name);
	}
	import_offers_give(&offers, out);
}

/* The stages of the pipeline that the import is for. */
static char *import_stage_filter(const struct import_wizard *w)
{
	for (int i = 0; i < w->imp->nconstants; i++)
		if (w->imp->kind == KIND_DEAL && w->imp->constants[i].field == DEAL_PIPELINE)
			return mem_printf("pipeline:\"%s\"", w->imp->constants[i].text);
	return NULL;
}

void import_find_values(
	struct import_wizard *w, int field, bool can_leave, const char *typed, struct picklist *out)
{
	const struct field *f = import_field(w, field);
	struct import_offers offers = {.n = 0};
	struct form_source source = {.link = KIND_NONE};

	if (!*typed && can_leave) {
		import_offer(&offers, "", "", _("(leave it empty)"), NULL);
		import_offers_give(&offers, out);
	}
	if (f->type == FT_LINK) {
		char *filter = f->link == KIND_STAGE ? import_stage_filter(w) : NULL;

		form_source_records(&source, w->env->office, f->link, filter);
		form_source_find(&source, typed, out);
		form_source_release(&source);
		free(filter);
		return;
	}
	if (f->choices) {
		offers.n = 0;
		for (const struct choice *c = f->choices; c->code; c++)
			import_offer(&offers, typed, c->code, _(c->title), NULL);
		import_offers_give(&offers, out);
		return;
	}
	form_source_list(&source, w->env->office, f->list);
	form_source_find(&source, typed, out);
	form_source_release(&source);
}

void import_value_title(struct import_wizard *w, int field, const char *to, struct buf *out)
{
	const struct field *f = import_field(w, field);

	if (f->type == FT_LINK && to[0] == '#')
		office_title(w->env->office, f->link, strtoll(to + 1, NULL, 10), out);
	else if (f->choices)
		buf_add(out, choice_title(f->choices, to));
	else if (f->list)
		buf_add(out, office_list_title(w->env->office, f->list, to));
	else
		buf_add(out, to);
}
