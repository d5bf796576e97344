/*
 * Changed rows on their way into the search index. Of several notes about one row the first holds: it is what the index has.
 * Words and digits are noted apart, because a telephone number changes without the words.
 */
#include "action_index.h"

#include <stdlib.h>
#include <string.h>

#include "action_private.h"
#include "base/mem.h"
#include "office_private.h"
#include "record_sql.h"
#include "store/search.h"

#ifndef INDEX_BATCH
#define INDEX_BATCH 2000 /* notes; a few hundred kilobytes */
#endif
#ifndef INDEX_AGAIN_MIN
#define INDEX_AGAIN_MIN 2000 /* fewer changes never make the index again */
#endif

/* Changing this part of the rows costs about as much as making the index of all of them. */
enum { INDEX_AGAIN_PART = 3 };

struct note {
	int64_t id;
	size_t number; /* in the order of coming */
	char *text;    /* that the index has; NULL: not said */
	char *digits;
};

struct notes {
	struct note *items;
	size_t n, cap, marked;
	int64_t seen; /* with those that are written */
	bool again;   /* the whole index */
};

struct action_index {
	struct notes kinds[KIND_COUNT];
	bool waits, marked;
	int64_t done, total;
};

static void drop_notes(struct notes *s, size_t from)
{
	for (size_t i = from; i < s->n; i++) {
		free(s->items[i].text);
		free(s->items[i].digits);
	}
	s->n = from < s->n ? from : s->n;
}

struct action_index *action_index_new(void)
{
	return mem_alloc(sizeof(struct action_index));
}

void action_index_free(struct action_index *x)
{
	if (!x)
		return;
	for (int k = 0; k < KIND_COUNT; k++) {
		drop_notes(&x->kinds[k], 0);
		free(x->kinds[k].items);
	}
	free(x);
}

void action_index_wait(struct office *o, int64_t done, int64_t total)
{
	struct action_index *x = o->action->index;

	x->waits = true;
	x->done = done;
	x->total = total;
}

bool action_index_waits(const struct office *o)
{
	return o->action->index->waits;
}

bool action_index_is_made_again(const struct office *o, enum kind_id kind)
{
	return o->action->index->kinds[kind].again;
}

bool action_index_asks(struct office *o, enum kind_id kind, int64_t id)
{
	return !action_indexes_later(o, kind, id) && !action_index_is_made_again(o, kind);
}

static int compare_notes(const void *a, const void *b)
{
	const struct note *x = a, *y = b;

	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return x->number < y->number ? -1 : x->number > y->number;
}

/* Of the notes about one row, which stand together: its first text and its first digits. */
static struct note first_of_row(const struct notes *s, size_t at, size_t *behind)
{
	struct note first = s->items[at];

	for (*behind = at + 1; *behind < s->n && s->items[*behind].id == first.id; (*behind)++) {
		const struct note *next = &s->items[*behind];

		if (!first.text)
			first.text = next->text;
		if (!first.digits)
			first.digits = next->digits;
	}
	return first;
}

static enum status write_note(
	struct office *o, const struct kind *k, const struct note *note, struct err *err)
{
	char *text = NULL, *digits = NULL;
	enum status st = record_sql_search_row(o, k, note->id, &text, &digits, err);

	if (!st && note->text && strcmp(note->text, text ? text : "")) {
		st = search_remove(o->db, k->table, note->id, note->text, err);
		if (!st)
			st = search_add(o->db, k->table, note->id, text, err);
	}
	if (!st && k->has_digits && note->digits && strcmp(note->digits, digits ? digits : "")) {
		st = search_remove_digits(o->db, k->table, note->id, note->digits, err);
		if (!st)
			st = search_add_digits(o->db, k->table, note->id, digits, err);
	}
	free(text);
	free(digits);
	return st;
}

static enum status write_notes(struct office *o, enum kind_id kind, struct err *err)
{
	struct notes *s = &o->action->index->kinds[kind];
	enum status st = ST_OK;

	if (s->n > 1)
		qsort(s->items, s->n, sizeof(*s->items), compare_notes);
	for (size_t i = 0, behind; !st && i < s->n; i = behind) {
		struct note note = first_of_row(s, i, &behind);

		st = write_note(o, office_kind(o, kind), &note, err);
	}
	drop_notes(s, 0);
	return st;
}

/* Will so many rows change, as it looks, that the index is better made again? */
static enum status weigh(struct office *o, enum kind_id kind, struct err *err)
{
	struct action_index *x = o->action->index;
	struct notes *s = &x->kinds[kind];
	double steps = x->done > 0 ? (double)x->total / (double)x->done : 1;
	double coming = (double)s->seen * (steps > 1 ? steps : 1);
	int64_t rows = 0;
	enum status st = record_sql_largest_id(o, office_kind(o, kind), &rows, err);

	s->again = !st && coming > INDEX_AGAIN_MIN && coming > (double)(rows / INDEX_AGAIN_PART);
	if (s->again)
		drop_notes(s, 0);
	return st;
}

enum status action_index_changed(struct office *o, const struct kind *k, int64_t id, char *text,
	char *digits, struct err *err)
{
	struct action_index *x = o->action->index;
	struct notes *s = &x->kinds[k->id];
	enum status st = ST_OK;

	s->items = mem_grow(s->items, &s->cap, s->n + 1, sizeof(*s->items));
	s->items[s->n] = (struct note){.id = id, .number = s->n, .text = text, .digits = digits};
	s->n++;
	s->seen++;
	if (!x->waits)
		return write_notes(o, k->id, err);
	if (s->n < INDEX_BATCH || x->marked)
		return ST_OK;
	st = weigh(o, k->id, err);
	return st || s->again ? st : write_notes(o, k->id, err);
}

enum status action_index_finish(struct office *o, struct err *err)
{
	enum status st = ST_OK;

	for (int k = 0; !st && k < KIND_COUNT; k++)
		if (o->action->index->kinds[k].again)
			st = search_rebuild(o->db, office_kind(o, (enum kind_id)k)->table, err);
		else
			st = write_notes(o, (enum kind_id)k, err);
	return st;
}

void action_index_mark(struct office *o)
{
	struct action_index *x = o->action->index;

	x->marked = true;
	for (int k = 0; k < KIND_COUNT; k++)
		x->kinds[k].marked = x->kinds[k].n;
}

void action_index_unmark(struct office *o, bool keep)
{
	struct action_index *x = o->action->index;

	x->marked = false;
	for (int k = 0; !keep && k < KIND_COUNT; k++)
		drop_notes(&x->kinds[k], x->kinds[k].marked);
}
