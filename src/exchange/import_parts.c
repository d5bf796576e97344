/*
 * Contact points and addresses that come with a client's row. They are checked before the row is saved and written some rows
 * later, many together: a statement on them makes the rows that are on their way into the table wait.
 */
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/mem.h"
#include "base/text.h"
#include "domain/action.h"
#include "domain/client.h"
#include "domain/parts.h"
#include "import_run.h"
#include "import_target_private.h"

enum { QUEUE_MAX = 512, PARTS_OF_ROW_MAX = 200 };

struct part_column {
	int column, label_column; /* label_column -1: none */
	const char *point;        /* kind of contact point */
	const char *label;        /* when there is no column for it; NULL */
	int field;                /* of the client, that takes the first one; -1 */
};

struct address_columns {
	const char *kind;
	int column[ADDRESS_COMMON]; /* by part; -1 */
};

struct point {
	char *key;
	bool phone;
	int record; /* index in row */
};

struct import_parts {
	struct part_column *points;
	int npoints;
	struct address_columns *addresses;
	int naddresses;
	struct record row[PARTS_OF_ROW_MAX]; /* parts of the row */
	int nrow;
	struct record queue[QUEUE_MAX];
	int nqueue;
	struct buf text, key;
};

/* --- Columns ---------------------------------------------------------------------------------- */

/* A messenger is told by its column: "Telegram". */
static const char *service_of(const struct import_column *col)
{
	static const char *const services[] = {
		"telegram", "whatsapp", "viber", "signal", "skype", "threema", "facebook"};

	for (size_t i = 0; i < sizeof(services) / sizeof(services[0]); i++)
		if (fold_same(col->header, services[i]))
			return col->header;
	return NULL;
}

static void add_point(
	struct import_parts *p, const struct import *imp, int c, const char *point, int field)
{
	struct import_target label = imp->columns[c].target;

	label.kind = TARGET_POINT_LABEL;
	p->points = mem_realloc(p->points, sizeof(*p->points) * (size_t)(p->npoints + 1));
	p->points[p->npoints++] =
		(struct part_column){c, field < 0 ? import_column_of(imp, &label) : -1, point,
			field < 0 ? service_of(&imp->columns[c]) : NULL,
			field < 0 ? import_point_field(point) : field};
}

static struct address_columns *address_of(struct import_parts *p, const char *kind)
{
	struct address_columns *a;

	for (int i = 0; i < p->naddresses; i++)
		if (!strcmp(p->addresses[i].kind, kind))
			return &p->addresses[i];
	p->addresses =
		mem_realloc(p->addresses, sizeof(*p->addresses) * (size_t)(p->naddresses + 1));
	a = &p->addresses[p->naddresses++];
	a->kind = kind;
	for (int i = 0; i < ADDRESS_COMMON; i++)
		a->column[i] = -1;
	return a;
}

/* Does a cell of the sample hold several? */
static bool has_several(struct import_parts *p, const struct import *imp, int c, const char *point)
{
	for (int i = 0; i < imp->nsample; i++) {
		buf_clear(&p->text);
		if (import_part_of_cell(imp->sample[i][c], point, 1, &p->text))
			return true;
	}
	return false;
}

void import_parts_open(struct import_run *run)
{
	const struct import *imp = run->imp;
	struct import_parts *p;

	if (imp->kind != KIND_CLIENT)
		return;
	p = mem_alloc(sizeof(*p));
	for (int c = 0; c < imp->ncolumns; c++) {
		const struct import_target *t = &imp->columns[c].target;

		if (t->kind == TARGET_POINT)
			add_point(p, imp, c, t->sub, -1);
		else if (t->kind == TARGET_ADDRESS)
			address_of(p, t->sub)->column[t->part] = c;
		else if (t->field == CLIENT_PHONE && has_several(p, imp, c, "phone"))
			add_point(p, imp, c, "phone", CLIENT_PHONE);
		else if (t->field == CLIENT_EMAIL && has_several(p, imp, c, "email"))
			add_point(p, imp, c, "email", CLIENT_EMAIL);
	}
	run->parts = p;
	if (!p->npoints && !p->naddresses)
		import_parts_free(run);
}

static void clear_row(struct import_parts *p)
{
	for (int i = 0; i < p->nrow; i++)
		record_release(&p->row[i]);
	p->nrow = 0;
}

void import_parts_free(struct import_run *run)
{
	struct import_parts *p = run->parts;

	if (!p)
		return;
	clear_row(p);
	for (int i = 0; i < p->nqueue; i++)
		record_release(&p->queue[i]);
	free(p->points);
	free(p->addresses);
	buf_release(&p->text);
	buf_release(&p->key);
	free(p);
	run->parts = NULL;
}

/* --- Cells ------------------------------------------------------------------------------------ */

/* How long the separator at s is; 0: there is none. */
static size_t separator_at(const char *s, const char *point)
{
	bool list = !strcmp(point, "email") || parts_is_phone(point);

	if (!strncmp(s, ":::", 3))
		return 3;
	return *s == '\n' || *s == ';' || (list && *s == ',') ? 1 : 0;
}

bool import_part_of_cell(const char *cell, const char *point, int n, struct buf *out)
{
	const char *s = cell;

	for (;;) {
		const char *from = s;
		struct buf clean = BUF_INIT;
		size_t skip = 0;

		while (*s && !(skip = separator_at(s, point)))
			s++;
		text_clean(&clean, from, (size_t)(s - from), false);
		if (clean.len && n-- == 0) {
			buf_add(out, clean.data);
			buf_release(&clean);
			return true;
		}
		buf_release(&clean);
		if (!*s)
			return false;
		s += skip;
	}
}

static const char *cell(const struct table_row *row, int column)
{
	return column >= 0 && (size_t)column < row->n ? row->cells[column].text : "";
}

/* Has the row that contact point already, or the client itself in its field? */
static bool is_known(
	struct import_run *run, const struct record *r, const char *point, const char *key)
{
	struct import_parts *p = run->parts;
	int field = import_point_field(parts_is_phone(point) ? "phone" : point);
	struct buf own = BUF_INIT;
	bool known = false;

	if (field >= 0 && record_has(r, field)) {
		parts_point_key(run->o, point, record_text(r, field), &own);
		known = !strcmp(buf_str(&own), key);
	}
	for (int i = 0; !known && i < p->nrow; i++) {
		const char *other;

		if (p->row[i].kind->id != KIND_CONTACT_POINT)
			continue;
		other = record_text(&p->row[i], CONTACT_POINT_KIND);
		if (strcmp(other, point) && !(parts_is_phone(other) && parts_is_phone(point)))
			continue;
		buf_clear(&own);
		parts_point_key(run->o, other, record_text(&p->row[i], CONTACT_POINT_VALUE), &own);
		known = !strcmp(buf_str(&own), key);
	}
	buf_release(&own);
	return known;
}

/* "* Mobile" of a phone says its kind; other labels are kept as they stand. */
static const char *label_of(const char *text, const char **point)
{
	const char *kind;

	text += strspn(text, "* ");
	kind = choice_code(contact_point_kind.fields[CONTACT_POINT_KIND].choices, text);
	if (!kind || !parts_is_phone(*point) || !parts_is_phone(kind))
		return text;
	if (strcmp(kind, "phone")) {
		*point = kind;
		return "";
	}
	return text;
}

/* What the value must be, said by the field of the client that takes such ones. */
static enum status check_value(
	struct import_run *run, const char *point, struct buf *value, struct err *err)
{
	int field = import_point_field(parts_is_phone(point) ? "phone" : point);
	struct record probe;
	enum status st;

	if (field < 0)
		return ST_OK;
	record_make(&probe, office_kind(run->o, KIND_CLIENT));
	st = record_parse(run->o, &probe, field, buf_str(value), &run->parse, err);
	if (!st) {
		buf_clear(value);
		buf_add(value, record_text(&probe, field));
	}
	record_release(&probe);
	return st;
}

/* The rules' answer now, while nothing is written; whose part it is comes later. */
static enum status add_part(struct import_run *run, struct record *part, int owner, struct err *err)
{
	struct import_parts *p = run->parts;
	enum status st;

	record_set_num(part, owner, 1);
	st = record_prepare(run->o, part, err);
	if (!st && p->nrow == PARTS_OF_ROW_MAX)
		st = err_set(err, ST_BAD_DATA, _("more than %d phones, e-mails and addresses"),
			PARTS_OF_ROW_MAX);
	if (st)
		record_release(part);
	else
		p->row[p->nrow++] = *part;
	return st;
}

static enum status read_point(struct import_run *run, struct record *r,
	const struct part_column *pc, const struct table_row *row, struct err *err)
{
	struct import_parts *p = run->parts;
	const char *point = pc->point;
	const char *label = label_of(cell(row, pc->label_column), &point);
	struct record part;
	enum status st;

	if (!*label && pc->label)
		label = pc->label;
	st = check_value(run, point, &p->text, err);
	if (st)
		return st;
	buf_clear(&p->key);
	parts_point_key(run->o, point, buf_str(&p->text), &p->key);
	if (is_known(run, r, point, buf_str(&p->key)))
		return ST_OK;
	if (!r->id && pc->field >= 0 && !record_has(r, pc->field) && !*label &&
		!strcmp(point, pc->point)) {
		record_set_text(r, pc->field, buf_str(&p->text));
		return ST_OK;
	}
	record_init(&part, run->o, KIND_CONTACT_POINT);
	record_set_text(&part, CONTACT_POINT_KIND, point);
	record_set_text(&part, CONTACT_POINT_LABEL, label);
	record_set_text(&part, CONTACT_POINT_VALUE, buf_str(&p->text));
	return add_part(run, &part, CONTACT_POINT_CLIENT, err);
}

static enum status read_address(struct import_run *run, const struct address_columns *a,
	const struct table_row *row, struct err *err)
{
	struct record part;
	bool filled = false;
	enum status st = ST_OK;

	record_init(&part, run->o, KIND_ADDRESS);
	record_set_text(&part, ADDRESS_KIND, a->kind);
	for (int i = 0; !st && i < ADDRESS_COMMON; i++) {
		if (!*cell(row, a->column[i]))
			continue;
		run->at_column = a->column[i];
		st = record_parse(run->o, &part, i, cell(row, a->column[i]), &run->parse, err);
		filled = true;
	}
	if (!st && filled)
		return add_part(run, &part, ADDRESS_CLIENT, err);
	record_release(&part);
	return st;
}

enum status import_parts_read(
	struct import_run *run, struct record *r, const struct table_row *row, struct err *err)
{
	struct import_parts *p = run->parts;
	enum status st = ST_OK;

	clear_row(p);
	for (int i = 0; !st && i < p->npoints; i++) {
		const struct part_column *pc = &p->points[i];
		/* The first of a field's cell is in the field. */
		int n = run->plan[pc->column].field >= 0 ? 1 : 0;

		run->at_column = pc->column;
		for (; !st; n++) {
			buf_clear(&p->text);
			if (!import_part_of_cell(cell(row, pc->column), pc->point, n, &p->text))
				break;
			st = read_point(run, r, pc, row, err);
		}
	}
	for (int i = 0; !st && i < p->naddresses; i++)
		st = read_address(run, &p->addresses[i], row, err);
	if (st)
		clear_row(p);
	else
		run->at_column = -1;
	return st;
}

/* --- What is there already -------------------------------------------------------------------- */

struct compare {
	struct import_run *run;
	struct import_parts *p;
};

static void drop_part(struct import_parts *p, int i)
{
	record_release(&p->row[i]);
	memmove(&p->row[i], &p->row[i + 1], sizeof(*p->row) * (size_t)(--p->nrow - i));
}

/* A stored contact point: the same one of the row is not new. */
static void compare_point(void *arg, const char *kind, const char *key)
{
	const struct compare *c = arg;

	for (int i = c->p->nrow - 1; i >= 0; i--) {
		const struct record *part = &c->p->row[i];
		const char *own = record_text(part, CONTACT_POINT_KIND);

		if (part->kind->id == KIND_CONTACT_POINT &&
			(!strcmp(own, kind) || (parts_is_phone(own) && parts_is_phone(kind))) &&
			!strcmp(record_text(part, CONTACT_POINT_NORMALISED), key))
			drop_part(c->p, i);
	}
}

/* The client has an address of that kind: the row's parts go into it. */
static enum status merge_address(
	struct import_run *run, int64_t client, struct record *part, bool *same, struct err *err)
{
	struct record stored;
	int64_t id = 0;
	enum status st = parts_address(run->o, client, record_text(part, ADDRESS_KIND), &id, err);

	*same = false;
	if (st || !id)
		return st;
	st = record_load(run->o, KIND_ADDRESS, id, &stored, err);
	if (st)
		return st;
	for (int i = ADDRESS_STREET; i < ADDRESS_COMMON; i++)
		if (record_has(part, i))
			record_set_text(&stored, i, record_text(part, i));
	record_release(part);
	*part = stored;
	*same = !record_is_dirty(part);
	return ST_OK;
}

static void describe_part(const struct record *part, struct buf *b)
{
	const struct kind *k = part->kind;
	int title = k->id == KIND_ADDRESS ? ADDRESS_KIND : CONTACT_POINT_KIND;

	for (int i = title + 1; i < k->nfields; i++) {
		if (!record_changed(part, i) || (k->fields[i].flags & (FF_HIDDEN | FF_READONLY)) ||
			i == (k->id == KIND_CONTACT_POINT ? CONTACT_POINT_LABEL : -1))
			continue;
		buf_addf(b, "%s%s", b->len ? "\n" : "",
			choice_title(k->fields[title].choices, record_text(part, title)));
		if (k->id == KIND_ADDRESS)
			buf_addf(b, ", %s", _(k->fields[i].title));
		buf_addf(b, ": %s → %s", part->base[i].text ? part->base[i].text : "",
			record_text(part, i));
	}
}

enum status import_parts_compare(struct import_run *run, const struct record *r, struct buf *detail,
	bool *changed, struct err *err)
{
	struct import_parts *p = run->parts;
	struct compare c = {run, p};
	enum status st = p->nrow ? import_parts_flush(run, err) : ST_OK;

	*changed = false;
	if (!st && p->nrow)
		st = parts_points_each(run->o, r->id, compare_point, &c, err);
	for (int i = p->nrow - 1; !st && i >= 0; i--) {
		bool same;

		if (p->row[i].kind->id != KIND_ADDRESS)
			continue;
		st = merge_address(run, r->id, &p->row[i], &same, err);
		if (!st && same)
			drop_part(p, i);
	}
	for (int i = 0; !st && i < p->nrow; i++)
		describe_part(&p->row[i], detail);
	*changed = p->nrow > 0;
	return st;
}

/* --- Writing ---------------------------------------------------------------------------------- */

enum status import_parts_flush(struct import_run *run, struct err *err)
{
	struct import_parts *p = run->parts;
	enum status st = ST_OK;

	for (int i = 0; i < p->nqueue; i++) {
		if (!st)
			st = record_save(run->o, &p->queue[i], err);
		record_release(&p->queue[i]);
	}
	p->nqueue = 0;
	return st;
}

enum status import_parts_queue(struct import_run *run, const struct record *r, struct err *err)
{
	struct import_parts *p = run->parts;
	enum status st = ST_OK;
	int i;

	for (i = 0; i < p->nrow; i++) {
		struct record *part = &p->row[i];

		if (p->nqueue == QUEUE_MAX && (st = import_parts_flush(run, err)))
			break;
		record_set_num(part,
			part->kind->id == KIND_ADDRESS ? (int)ADDRESS_CLIENT
						       : (int)CONTACT_POINT_CLIENT,
			r->id);
		p->queue[p->nqueue++] = *part;
		run->wrote = true;
	}
	for (; i < p->nrow; i++)
		record_release(&p->row[i]);
	p->nrow = 0;
	return st;
}
