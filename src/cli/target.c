/* Names to kinds, records, fields and filters, with help for names that are nearly right. */
#include "target.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "domain/client.h"
#include "nearest.h"

enum { SHOWN_MATCHES = 10 };

static enum status unknown_kind(struct office *o, const char *word, struct err *err)
{
	struct buf known = BUF_INIT;
	struct nearest n;

	nearest_init(&n, word);
	nearest_try(&n, "company");
	nearest_try(&n, "person");
	for (int k = 0; k < KIND_COUNT; k++) {
		const char *name = office_kind(o, (enum kind_id)k)->name;

		nearest_try(&n, name);
		buf_addf(&known, "%s%s", k ? ", " : "", name);
	}
	if (nearest_best(&n))
		err_set(err, ST_USAGE,
			_("there is no kind of record called \"%.40s\"; did you mean %s?"), word,
			nearest_best(&n));
	else
		err_set(err, ST_USAGE,
			_("there is no kind of record called \"%.40s\"; the kinds are company, "
			  "person, %s"),
			word, buf_str(&known));
	buf_release(&known);
	return ST_USAGE;
}

enum status target_kind(struct office *o, const char *word, enum kind_id *kind, const char **preset,
	struct err *err)
{
	*kind = office_kind_by_name(o, word, preset);
	return *kind == KIND_NONE ? unknown_kind(o, word, err) : ST_OK;
}

/* --- Records ------------------------------------------------------------------------------------ */

static bool is_number(const char *text)
{
	return *text && !text[strspn(text, "0123456789")];
}

static void list_matches(struct session *s, const struct list_page *page)
{
	for (int i = 0; i < page->n && i < SHOWN_MATCHES; i++) {
		const struct record *r = &page->rows[i];
		const char *city = r->kind->id == KIND_CLIENT ? record_text(r, CLIENT_CITY) : "";

		buf_addf(&s->after, "    #%lld  %s%s%s\n", (long long)r->id,
			record_text(r, r->kind->title_field), *city ? ", " : "", city);
	}
	if (page->n > SHOWN_MATCHES || page->more)
		buf_add(&s->after, "    …\n");
}

static enum status find_by_search(
	struct session *s, enum kind_id kind, const char *text, int64_t *id, struct err *err)
{
	const struct kind *k = office_kind(s->office, kind);
	struct list_page page;
	enum status st;

	if (!k->searchable || !*text)
		return err_set(
			err, ST_NOT_FOUND, _("%s: nothing is called \"%.80s\""), _(k->title), text);
	st = list_search(s->office, kind, text, SHOWN_MATCHES + 1, &page, err);
	if (st)
		return st;
	if (page.n == 1)
		*id = page.rows[0].id;
	else if (!page.n)
		st = err_set(
			err, ST_NOT_FOUND, _("%s: nothing is called \"%.80s\""), _(k->title), text);
	else {
		st = err_set(err, ST_BAD_DATA,
			_("%s: \"%.80s\" may mean several; name one by its number"), _(k->title),
			text);
		list_matches(s, &page);
	}
	list_page_release(&page);
	return st;
}

enum status target_find(
	struct session *s, enum kind_id kind, const char *text, int64_t *id, struct err *err)
{
	enum status st;

	if (is_number(text)) {
		char *number = mem_printf("#%s", text);

		st = record_resolve(s->office, kind, number, id, NULL);
		free(number);
		if (st != ST_NOT_FOUND)
			return st;
	}
	st = record_resolve(s->office, kind, text, id, err);
	if (text[0] == '#' || (st != ST_NOT_FOUND && st != ST_BAD_DATA))
		return st;
	return find_by_search(s, kind, text, id, err);
}

/* --- Fields ------------------------------------------------------------------------------------- */

const char *target_title(const struct field *f)
{
	return f->custom_id ? f->title : _(f->title);
}

enum status target_find_words(
	struct session *s, enum kind_id kind, size_t first, int64_t *ids, size_t n, struct err *err)
{
	enum status st = ST_OK;

	for (size_t i = 0; !st && i < n; i++)
		st = target_find(s, kind, session_word(s, first + i), &ids[i], err);
	return st;
}

enum status target_field(
	const struct kind *k, const char *name, bool writable, int *field, struct err *err)
{
	struct nearest n;
	unsigned barred = writable ? FF_HIDDEN | FF_READONLY : FF_HIDDEN;

	*field = kind_field(k, name);
	if (*field < 0)
		*field = kind_field_by_label(k, name);
	if (*field >= 0 && writable &&
		((k->fields[*field].flags & barred) == FF_READONLY || k->fields[*field].sql))
		return err_set(err, ST_USAGE, _("%s: the program keeps the field %s itself"),
			_(k->title), name);
	if (*field >= 0 && !(k->fields[*field].flags & barred))
		return ST_OK;
	nearest_init(&n, name);
	for (int i = 0; i < k->nfields; i++)
		if (!(k->fields[i].flags & barred))
			nearest_try(&n, k->fields[i].name);
	if (nearest_best(&n))
		return err_set(err, ST_USAGE, _("%s has no field \"%.40s\"; did you mean %s?"),
			_(k->title), name, nearest_best(&n));
	return err_set(err, ST_USAGE, _("%s has no field \"%.40s\"; see kartoteka help %s"),
		_(k->title), name, k->name);
}

enum status target_columns(
	const struct kind *k, const char *names, int **fields, int *n, struct err *err)
{
	char *copy = mem_strdup(names), *rest = copy, *name;
	enum status st = ST_OK;

	*fields = mem_alloc(sizeof(**fields) * (strlen(names) + 2));
	*n = 0;
	while (!st && (name = strsep(&rest, ","))) {
		name += strspn(name, " ");
		if (*name && strcmp(name, "id") != 0)
			st = target_field(k, name, false, &(*fields)[(*n)++], err);
	}
	free(copy);
	if (!st && !*n)
		st = err_set(err, ST_USAGE, _("--columns names no field"));
	if (st) {
		free(*fields);
		*fields = NULL;
	}
	return st;
}

/* --- Filters and orders ------------------------------------------------------------------------- */

enum status target_filter(struct session *s, struct office *o, enum kind_id kind,
	const char *preset, const char *text, struct filter **out, struct err *err)
{
	enum status st = filter_compile(o, kind, text, out, err);
	char *both;

	if (st) {
		s->pointed = text;
		return st;
	}
	if (!preset)
		return ST_OK;
	both = mem_printf(text && *text ? "kind:%s (%s)" : "kind:%s", preset, text);
	filter_free(*out);
	*out = NULL;
	st = filter_compile(o, kind, both, out, err);
	free(both);
	return st;
}

enum status target_order(
	const struct kind *k, const char *text, struct list_request *req, struct err *err)
{
	req->order_field = LIST_ORDER_DEFAULT;
	req->descending = false;
	if (!text)
		return ST_OK;
	if (*text == '-') {
		req->descending = true;
		text++;
	}
	if (!strcmp(text, k->fields[k->title_field].name)) {
		req->order_field = LIST_ORDER_NAME;
		return ST_OK;
	}
	return target_field(k, text, false, &req->order_field, err);
}
