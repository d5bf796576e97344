/* What a person decides about an import: targets, constants, meanings of values, cells set right. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "import_target_private.h"

void import_set_target(struct import *imp, int column, const struct import_target *t)
{
	struct import_target copy = import_target_copy(t);
	int other;

	import_target_release(&imp->columns[column].target);
	if (t->kind != TARGET_NONE && (other = import_column_of(imp, t)) >= 0)
		import_target_release(&imp->columns[other].target);
	if (copy.kind == TARGET_FIELD)
		import_set_constant(imp, copy.field, NULL);
	imp->columns[column].target = copy;
}

void import_set_constant(struct import *imp, int field, const char *text)
{
	int at = 0;

	while (at < imp->nconstants && imp->constants[at].field != field)
		at++;
	if (at < imp->nconstants) {
		free(imp->constants[at].text);
		imp->constants[at] = imp->constants[--imp->nconstants];
	}
	if (!text || !*text)
		return;
	imp->constants = mem_realloc(
		imp->constants, sizeof(*imp->constants) * (size_t)(imp->nconstants + 1));
	imp->constants[imp->nconstants++] = (struct import_constant){field, mem_strdup(text)};
}

const struct import_value *import_value(const struct import *imp, int field, const char *from)
{
	for (int i = 0; i < imp->nvalues; i++)
		if (imp->values[i].field == field && !strcmp(imp->values[i].from, from))
			return &imp->values[i];
	return NULL;
}

static void put_value(struct import *imp, int field, const char *from, const char *to, bool create)
{
	int at = 0;

	while (at < imp->nvalues &&
		(imp->values[at].field != field || strcmp(imp->values[at].from, from) != 0))
		at++;
	if (at < imp->nvalues) {
		free(imp->values[at].from);
		free(imp->values[at].to);
		imp->values[at] = imp->values[--imp->nvalues];
	}
	if (!to && !create)
		return;
	imp->values = mem_realloc(imp->values, sizeof(*imp->values) * (size_t)(imp->nvalues + 1));
	imp->values[imp->nvalues++] =
		(struct import_value){field, mem_strdup(from), mem_strdup(to), create};
}

void import_set_value(struct import *imp, int field, const char *from, const char *to)
{
	put_value(imp, field, from, to, false);
}

void import_set_create(struct import *imp, int field, const char *from, bool create)
{
	put_value(imp, field, from, NULL, create);
}

/* Where the correction is, or would be. */
static int correction_at(const struct import *imp, int64_t line, int column)
{
	int from = 0, to = imp->ncorrections;

	while (from < to) {
		int at = from + (to - from) / 2;
		const struct import_correction *c = &imp->corrections[at];

		if (c->line < line || (c->line == line && c->column < column))
			from = at + 1;
		else
			to = at;
	}
	return from;
}

static bool is_at(const struct import *imp, int at, int64_t line, int column)
{
	return at < imp->ncorrections && imp->corrections[at].line == line &&
	       imp->corrections[at].column == column;
}

const char *import_corrected(const struct import *imp, int64_t line, int column)
{
	int at = correction_at(imp, line, column);

	return is_at(imp, at, line, column) ? imp->corrections[at].text : NULL;
}

void import_correct(struct import *imp, int64_t line, int column, const char *text)
{
	int at = correction_at(imp, line, column);
	size_t behind;

	if (is_at(imp, at, line, column)) {
		free(imp->corrections[at].text);
		imp->corrections[at].text = mem_strdup(text);
		if (!text) {
			behind = (size_t)(--imp->ncorrections - at);
			memmove(&imp->corrections[at], &imp->corrections[at + 1],
				sizeof(*imp->corrections) * behind);
		}
		return;
	}
	if (!text)
		return;
	imp->corrections = mem_realloc(
		imp->corrections, sizeof(*imp->corrections) * (size_t)(imp->ncorrections + 1));
	behind = (size_t)(imp->ncorrections++ - at);
	memmove(&imp->corrections[at + 1], &imp->corrections[at],
		sizeof(*imp->corrections) * behind);
	imp->corrections[at] = (struct import_correction){line, column, mem_strdup(text)};
}
