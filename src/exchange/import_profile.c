/* Recognising a file by its header, and keeping what was decided about it. */
#include "exchange/import_profile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/fold.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "domain/action.h"
#include "domain/profile_kind.h"
#include "domain/profile_list.h"
#include "exchange/source.h"
#include "import_target_private.h"

enum { NAMES_MAX = 1000 };

/* What a row becomes, in the word of the command line. */
static const char *records_of(const struct import *imp, struct office *o)
{
	return imp->preset ? imp->preset : office_kind(o, imp->kind)->name;
}

/* A ready map for people serves a file that is said to hold clients of either kind; not one that is said to hold companies. */
static bool serves(const struct import_mapping *m, const struct import *imp, struct office *o)
{
	const char *records = m->options[MAPPING_RECORDS];
	enum kind_id kind = office_kind_by_name(o, records, NULL);

	return kind == imp->kind && (!imp->preset || !strcmp(records, imp->preset) ||
					    !strcmp(records, office_kind(o, kind)->name));
}

static int compare_texts(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Order-independent: the folded headers, sorted, one a line. Nothing when the file has none. */
static void signature(const struct import *imp, struct buf *out)
{
	char **folded = mem_alloc(sizeof(*folded) * (size_t)(imp->ncolumns + 1));

	for (int c = 0; c < imp->ncolumns; c++) {
		struct buf b = BUF_INIT;

		fold_text(&b, imp->columns[c].header);
		folded[c] = b.data ? buf_take(&b) : mem_strdup("");
	}
	if (imp->ncolumns)
		qsort(folded, (size_t)imp->ncolumns, sizeof(*folded), compare_texts);
	for (int c = 0; c < imp->ncolumns; c++) {
		if (imp->sniff.dialect.has_header)
			buf_addf(out, "%s%s", c ? "\n" : "", folded[c]);
		free(folded[c]);
	}
	free(folded);
}

void import_profile_release(struct import_profile *p)
{
	free(p->name);
	import_mapping_release(&p->mapping);
	*p = (struct import_profile){0};
}

static bool take_saved(const struct profile_row *row, bool exact, struct import_profile *out)
{
	struct import_profile p = {.id = row->id, .used_at = row->used_at, .exact = exact};

	if (import_mapping_parse(row->map, row->name, &p.mapping, NULL) != ST_OK) {
		import_profile_release(&p);
		return false;
	}
	p.name = mem_strdup(row->name);
	*out = p;
	return true;
}

static bool take_ready(int i, struct import_profile *out)
{
	struct import_profile p = {0};
	const char *file, *text = import_ready_map(i, &file);

	if (import_mapping_parse(text, file, &p.mapping, NULL) != ST_OK) {
		import_profile_release(&p);
		return false;
	}
	p.name = mem_strdup(p.mapping.options[MAPPING_NAME]);
	*out = p;
	return true;
}

static bool find_exact(
	const struct import *imp, const struct profile_row *rows, int n, struct import_profile *out)
{
	struct buf header = BUF_INIT;
	bool found = false;

	signature(imp, &header);
	for (int i = 0; !found && header.len && i < n; i++)
		found = !strcmp(rows[i].header, header.data) && take_saved(&rows[i], true, out);
	buf_release(&header);
	return found;
}

static bool find_ready(const struct import *imp, struct office *o, struct import_profile *out)
{
	const char *file;

	for (int i = 0; import_ready_map(i, &file); i++) {
		if (!take_ready(i, out))
			continue;
		if (serves(&out->mapping, imp, o) && import_mapping_knows(&out->mapping, imp))
			return true;
		import_profile_release(out);
	}
	return false;
}

static bool find_alike(
	const struct import *imp, const struct profile_row *rows, int n, struct import_profile *out)
{
	int best = PROFILE_ALIKE - 1;
	bool found = false;

	for (int i = 0; i < n; i++) {
		struct import_profile p;
		int share;

		if (!take_saved(&rows[i], false, &p))
			continue;
		share = import_mapping_share(&p.mapping, imp);
		if (share <= best) {
			import_profile_release(&p);
			continue;
		}
		if (found)
			import_profile_release(out);
		*out = p;
		best = share;
		found = true;
	}
	return found;
}

enum status import_profile_recognise(
	const struct import *imp, struct office *o, struct import_profile *out, struct err *err)
{
	struct profile_row *rows = NULL;
	bool found;
	int n = 0;
	enum status st;

	if (!imp->sniff.dialect.has_header || !imp->ncolumns)
		return ST_NOT_FOUND;
	st = profile_list(o, records_of(imp, o), &rows, &n, err);
	if (st)
		return st;
	found = find_exact(imp, rows, n, out) || find_ready(imp, o, out) ||
		find_alike(imp, rows, n, out);
	profile_list_free(rows, n);
	return found ? ST_OK : ST_NOT_FOUND;
}

static bool find_ready_named(const struct import *imp, struct office *o, const char *name,
	struct import_profile *out, struct buf *known)
{
	const char *file;

	for (int i = 0; import_ready_map(i, &file); i++) {
		if (!take_ready(i, out))
			continue;
		if (serves(&out->mapping, imp, o)) {
			if (fold_same(out->name, name))
				return true;
			buf_addf(known, "%s%s", known->len ? ", " : "", out->name);
		}
		import_profile_release(out);
	}
	return false;
}

enum status import_profile_find(const struct import *imp, struct office *o, const char *name,
	struct import_profile *out, struct err *err)
{
	struct profile_row *rows = NULL;
	struct buf known = BUF_INIT;
	bool found = false;
	int n = 0;
	enum status st = profile_list(o, records_of(imp, o), &rows, &n, err);

	for (int i = 0; !st && !found && i < n; i++) {
		if (!strcmp(rows[i].name, name) || fold_same(rows[i].name, name))
			found = take_saved(&rows[i], false, out);
		buf_addf(&known, "%s%s", known.len ? ", " : "", rows[i].name);
	}
	if (!st && !found)
		found = find_ready_named(imp, o, name, out, &known);
	if (!st && !found)
		st = err_set(err, ST_NOT_FOUND,
			_("There is no mapping \"%.60s\" for such records; there are: %s"), name,
			known.len ? known.data : "–");
	profile_list_free(rows, n);
	buf_release(&known);
	return st;
}

/* The words for what a row becomes that office_kind_by_name() keeps are constants. */
static void take_preset(const struct import_mapping *m, struct import *imp, struct office *o)
{
	const char *preset = NULL;

	if (!imp->preset &&
		office_kind_by_name(o, m->options[MAPPING_RECORDS], &preset) == imp->kind)
		imp->preset = preset;
}

enum status import_profile_apply(
	const struct import_profile *p, struct import *imp, struct office *o, struct err *err)
{
	enum status st;

	take_preset(&p->mapping, imp, o);
	st = import_mapping_apply(&p->mapping, p->name, p->id == 0, imp, o, err);
	if (!st) {
		free(imp->profile);
		imp->profile = mem_strdup(p->name);
	}
	return st;
}

void import_profile_drop(struct import *imp, struct office *o)
{
	free(imp->profile);
	imp->profile = NULL;
	while (imp->nconstants)
		import_set_constant(imp, imp->constants[0].field, NULL);
	while (imp->nvalues)
		import_set_value(imp, imp->values[0].field, imp->values[0].from, NULL);
	for (int c = 0; c < imp->ncolumns; c++) {
		import_target_release(&imp->columns[c].target);
		imp->columns[c].factor = 1;
	}
	imp->mode = IMPORT_ADD;
	imp->create_missing = imp->erase_empty = false;
	import_guess_targets(imp, o);
	import_guess_formats(imp, o);
	imp->match_field = import_guess_match(imp, o);
}

void import_profile_tell(const struct import_profile *p, struct office *o, struct buf *out)
{
	char day[40];

	if (!p->id) {
		buf_addf(out, _("Recognised: %s"), p->name);
		return;
	}
	date_format_instant(p->used_at, office_options(o)->date_order, day, sizeof(day));
	day[strcspn(day, " ")] = '\0';
	buf_addf(out, _("Mapping of %s recognised: %s"), day, p->name);
}

/* --- Saving ------------------------------------------------------------------------------------- */

static bool is_taken(const struct profile_row *rows, int n, const char *name)
{
	for (int i = 0; i < n; i++)
		if (!strcmp(rows[i].name, name))
			return true;
	return false;
}

/* A name nobody has: called after the file, with a number when need be. Names are unique over all kinds of records. */
static enum status free_name(
	const struct import *imp, struct office *o, char **out, struct err *err)
{
	const char *path = source_name(imp->source), *slash = strrchr(path, '/');
	int64_t other;
	enum status st;

	for (int i = 1; i < NAMES_MAX; i++) {
		struct buf b = BUF_INIT;

		buf_addf(&b, "%s: %s", records_of(imp, o), slash ? slash + 1 : path);
		if (i > 1)
			buf_addf(&b, " (%d)", i);
		*out = buf_take(&b);
		st = record_resolve(o, KIND_IMPORT_PROFILE, *out, &other, NULL);
		if (st == ST_NOT_FOUND)
			return ST_OK;
		free(*out);
		*out = NULL;
	}
	return err_set(err, ST_CONFLICT, _("There are too many mappings called after this file"));
}

static enum status write_profile(struct import *imp, struct office *o, int64_t id, const char *name,
	const char *header, struct err *err)
{
	struct buf map = BUF_INIT;
	struct record r;
	enum status st = ST_OK;

	import_mapping_write(imp, o, name, records_of(imp, o), &map);
	if (id)
		st = record_load(o, KIND_IMPORT_PROFILE, id, &r, err);
	else
		record_init(&r, o, KIND_IMPORT_PROFILE);
	if (!st) {
		record_set_text(&r, PROFILE_NAME, name);
		record_set_text(&r, PROFILE_RECORDS, records_of(imp, o));
		record_set_text(&r, PROFILE_HEADER, *header ? header : "-");
		record_set_text(&r, PROFILE_MAP, buf_str(&map));
		st = record_save(o, &r, err);
		record_release(&r);
	}
	buf_release(&map);
	return st;
}

enum status import_profile_save(
	struct import *imp, struct office *o, const char *name, char **saved, struct err *err)
{
	struct profile_row *rows = NULL;
	struct buf header = BUF_INIT;
	char *own = NULL;
	int64_t id = 0;
	int n = 0;
	enum status st = profile_list(o, records_of(imp, o), &rows, &n, err);

	*saved = NULL;
	signature(imp, &header);
	for (int i = 0; i < n && !id; i++)
		if (name ? !strcmp(rows[i].name, name)
			 : header.len && !strcmp(rows[i].header, header.data)) {
			id = rows[i].id;
			own = mem_strdup(rows[i].name);
		}
	if (!st && !name && !header.len)
		goto out;
	if (!st && !own && name && !is_taken(rows, n, name))
		own = mem_strdup(name);
	if (!st && !own)
		st = free_name(imp, o, &own, err);
	if (!st)
		st = write_profile(imp, o, id, own, buf_str(&header), err);
	if (!st) {
		*saved = own;
		own = NULL;
	}
out:
	free(own);
	profile_list_free(rows, n);
	buf_release(&header);
	return st;
}
