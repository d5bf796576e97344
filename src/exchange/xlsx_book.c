/* Contents of a workbook: relations of the package, the workbook's part, its relations. */
#include "xlsx_book.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "xlsx_xml.h"

#define MAX_PART (16 * 1024 * 1024) /* bytes of each of these parts */
#define MAX_SHEETS 10000

enum relation_type {
	RELATION_OTHER,
	RELATION_BOOK,
	RELATION_SHEET,
	RELATION_STRINGS,
	RELATION_STYLES
};

struct relation {
	char *id, *path;
	enum relation_type type;
};

struct relations {
	const char *base; /* the part whose relations they are */
	struct relation *items;
	size_t n, cap;
};

/* The ends of the types' names; what stands before them differs between the strict and the transitional form. */
static enum relation_type relation_type(const char *type)
{
	static const struct {
		const char *name;
		enum relation_type type;
	} known[] = {{"officeDocument", RELATION_BOOK}, {"worksheet", RELATION_SHEET},
		{"sharedStrings", RELATION_STRINGS}, {"styles", RELATION_STYLES}};
	const char *slash = strrchr(type, '/');

	for (size_t i = 0; slash && i < sizeof(known) / sizeof(known[0]); i++)
		if (strcmp(slash + 1, known[i].name) == 0)
			return known[i].type;
	return RELATION_OTHER;
}

char *xlsx_resolve(const char *base, const char *target)
{
	struct buf path = BUF_INIT;
	const char *slash = strrchr(base, '/');

	if (*target != '/' && *target != '\\' && slash)
		buf_addn(&path, base, (size_t)(slash - base));
	while (*target) {
		size_t len = strcspn(target, "/\\");

		if (len == 2 && memcmp(target, "..", 2) == 0) {
			const char *up = path.len ? strrchr(path.data, '/') : NULL;

			path.len = up ? (size_t)(up - path.data) : 0;
			if (path.data)
				path.data[path.len] = '\0';
		} else if (len > 0 && !(len == 1 && *target == '.')) {
			if (path.len > 0)
				buf_addch(&path, '/');
			buf_addn(&path, target, len);
		}
		target += len + (target[len] != '\0');
	}
	return path.data ? buf_take(&path) : mem_strdup("");
}

static void relations_start(void *arg, const char *name, const char **attrs)
{
	struct relations *r = arg;
	const char *id = xlsx_attr(attrs, "Id"), *type = xlsx_attr(attrs, "Type"),
		   *target = xlsx_attr(attrs, "Target"), *mode = xlsx_attr(attrs, "TargetMode");
	enum relation_type t;

	if (strcmp(name, "Relationship") != 0 || !id || !type || !target)
		return;
	t = relation_type(type);
	if (t == RELATION_OTHER || (mode && strcmp(mode, "External") == 0))
		return;
	if (r->n == r->cap)
		r->items = mem_grow(r->items, &r->cap, r->n + 1, sizeof(*r->items));
	r->items[r->n++] = (struct relation){mem_strdup(id), xlsx_resolve(r->base, target), t};
}

static void ignore_end(void *arg, const char *name)
{
	(void)arg;
	(void)name;
}

static const struct xlsx_xml_handlers relations_handlers = {
	.start = relations_start, .end = ignore_end};

/* The relations of the part at base ("" is the package); none is fine. */
static enum status relations_read(
	struct xlsx_zip *z, const char *base, struct relations *out, struct err *err)
{
	const char *slash = strrchr(base, '/'), *file = slash ? slash + 1 : base;
	char *path = mem_printf("%.*s_rels/%s.rels", (int)(file - base), base, file);
	struct xlsx_xml *xml;
	enum status st;

	*out = (struct relations){.base = base};
	st = xlsx_xml_open(z, path, MAX_PART, &relations_handlers, out, &xml, err);
	free(path);
	if (st == ST_OK)
		st = xlsx_xml_finish(xml, err);
	return st == ST_NOT_FOUND ? ST_OK : st;
}

static void relations_release(struct relations *r)
{
	for (size_t i = 0; i < r->n; i++) {
		free(r->items[i].id);
		free(r->items[i].path);
	}
	free(r->items);
}

static const char *relations_path(const struct relations *r, enum relation_type type)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->items[i].type == type)
			return r->items[i].path;
	return NULL;
}

static void book_start(void *arg, const char *name, const char **attrs)
{
	struct xlsx_book *b = arg;
	const char *title, *rel, *state;

	if (strcmp(name, "workbookPr") == 0)
		b->date1904 = xlsx_is_true(xlsx_attr(attrs, "date1904"));
	if (strcmp(name, "sheet") != 0 || b->n == MAX_SHEETS)
		return;
	title = xlsx_attr(attrs, "name");
	rel = xlsx_attr(attrs, "id");
	state = xlsx_attr(attrs, "state");
	if (!rel)
		return;
	if (b->n == b->cap)
		b->sheets = mem_grow(b->sheets, &b->cap, b->n + 1, sizeof(*b->sheets));
	b->sheets[b->n] = (struct xlsx_book_sheet){
		.name = title && *title ? mem_strdup(title) : mem_printf("%zu", b->n + 1),
		.rel = mem_strdup(rel),
		.hidden = state && strcmp(state, "visible") != 0};
	b->n++;
}

static const struct xlsx_xml_handlers book_handlers = {.start = book_start, .end = ignore_end};

static void sheet_release(struct xlsx_book_sheet *s)
{
	free(s->name);
	free(s->rel);
	free(s->path);
}

/* Give the sheets their parts, and drop those that have no cells: charts, dialogs, macros. */
static void book_match(struct xlsx_book *b, const struct relations *r)
{
	size_t kept = 0;

	for (size_t i = 0; i < b->n; i++) {
		struct xlsx_book_sheet s = b->sheets[i];

		for (size_t k = 0; k < r->n && !s.path; k++)
			if (r->items[k].type == RELATION_SHEET &&
				strcmp(r->items[k].id, s.rel) == 0)
				s.path = mem_strdup(r->items[k].path);
		if (s.path)
			b->sheets[kept++] = s;
		else
			sheet_release(&s);
	}
	b->n = kept;
}

static enum status book_read(struct xlsx_book *b, const char *path, struct err *err)
{
	struct relations rels = {0};
	struct xlsx_xml *xml;
	enum status st = xlsx_xml_open(b->zip, path, MAX_PART, &book_handlers, b, &xml, err);

	if (st == ST_OK)
		st = xlsx_xml_finish(xml, err);
	if (st == ST_OK)
		st = relations_read(b->zip, path, &rels, err);
	if (st == ST_OK) {
		book_match(b, &rels);
		b->strings_path = mem_strdup(relations_path(&rels, RELATION_STRINGS));
		b->styles_path = mem_strdup(relations_path(&rels, RELATION_STYLES));
	}
	relations_release(&rels);
	return st;
}

enum status xlsx_book_open(struct source *src, struct xlsx_book **out, struct err *err)
{
	struct xlsx_book *b = mem_alloc(sizeof(*b));
	struct relations rels = {0};
	enum status st = xlsx_zip_open(src, &b->zip, err);

	if (st == ST_OK)
		st = relations_read(b->zip, "", &rels, err);
	if (st == ST_OK) {
		const char *path = relations_path(&rels, RELATION_BOOK);

		st = path ? book_read(b, path, err) : ST_NOT_FOUND;
	}
	relations_release(&rels);
	if (st == ST_NOT_FOUND)
		st = err_set(err, ST_BAD_DATA,
			_("%s is no Excel workbook, or an incomplete one: the list of its sheets "
			  "is missing."),
			source_name(src));
	if (st == ST_OK && b->n == 0)
		st = err_set(err, ST_BAD_DATA, _("%s has no sheet with cells."), source_name(src));
	if (st == ST_OK)
		*out = b;
	else
		xlsx_book_free(b);
	return st;
}

void xlsx_book_free(struct xlsx_book *b)
{
	if (!b)
		return;
	for (size_t i = 0; i < b->n; i++)
		sheet_release(&b->sheets[i]);
	free(b->sheets);
	free(b->strings_path);
	free(b->styles_path);
	xlsx_zip_free(b->zip);
	free(b);
}
