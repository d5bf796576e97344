/* Names of fields in filters: those of the field table, short ones, and labels as people know them. */
#include "filter_field.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "kind_sql.h"

#define NEAR_MAX_LEN 40

const struct field filter_field_id = {
	.name = "id", .title = N_("Record no."), .column = "id", .type = FT_INT};
const struct field filter_field_trash = {
	.name = "deleted", .title = N_("Deleted"), .column = "deleted_at", .type = FT_INSTANT};

static const struct {
	const char *name, *field;
} short_names[] = {
	{"due", "due_day"},
	{"next", "next_task_day"},
	{"next", "next_step_day"},
	{"last", "last_contact_at"},
	{"last_contact", "last_contact_at"},
	{"contacted", "last_contact_at"},
	{"started", "started_at"},
	{"held", "started_at"},
	{"created", "created_at"},
	{"changed", "modified_at"},
	{"modified", "modified_at"},
	{"completed", "completed_at"},
	{"opened", "opened_at"},
	{"closed", "closed_at"},
	{"expected", "expected_close"},
	{"tag", "tags"},
	{"type", "types"},
	{"company", "client"},
	{"owner", "assignee"},
	{"reason", "lost_reason"},
};

static const struct field *field_by_name(const struct kind *k, const char *name)
{
	for (int i = 0; i < k->nfields; i++)
		if (strcasecmp(k->fields[i].name, name) == 0)
			return &k->fields[i];
	return NULL;
}

static const struct field *field_by_short_name(const struct kind *k, const char *name)
{
	for (size_t i = 0; i < sizeof(short_names) / sizeof(short_names[0]); i++) {
		const struct field *f = NULL;

		if (strcasecmp(short_names[i].name, name) == 0)
			f = field_by_name(k, short_names[i].field);
		if (f)
			return f;
	}
	return NULL;
}

const struct field *filter_field_find(const struct kind *k, const char *name)
{
	const struct field *f = field_by_name(k, name);
	int i;

	if (!f && strcasecmp(name, filter_field_id.name) == 0)
		return &filter_field_id;
	if (!f && strcasecmp(name, filter_field_trash.name) == 0)
		return &filter_field_trash;
	if (!f)
		f = field_by_short_name(k, name);
	if (!f && (i = kind_field_by_label(k, name)) >= 0)
		f = &k->fields[i];
	return f && (f->flags & FF_HIDDEN) ? NULL : f;
}

/* Edit distance over bytes: names of fields are ASCII. */
static int edit_distance(const char *a, const char *b)
{
	int row[NEAR_MAX_LEN + 1], la = (int)strlen(a), lb = (int)strlen(b);

	for (int j = 0; j <= lb; j++)
		row[j] = j;
	for (int i = 1; i <= la; i++) {
		int diagonal = row[0];

		row[0] = i;
		for (int j = 1; j <= lb; j++) {
			int above = row[j], best = diagonal + (a[i - 1] != b[j - 1]);

			best = above + 1 < best ? above + 1 : best;
			best = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
			diagonal = above;
			row[j] = best;
		}
	}
	return row[lb];
}

static void near_try(const char *name, const char *candidate, const char **best, int *best_distance)
{
	int d;

	if (strlen(candidate) > NEAR_MAX_LEN)
		return;
	d = edit_distance(name, candidate);
	if (d < *best_distance) {
		*best_distance = d;
		*best = candidate;
	}
}

const char *filter_field_near(const struct kind *k, const char *name)
{
	size_t len = strlen(name);
	const char *best = NULL;
	int distance = (int)len / 3 + 2; /* one slip in a short name, three in a long one */

	if (len > NEAR_MAX_LEN)
		return NULL;
	for (int i = 0; i < k->nfields; i++)
		if (!(k->fields[i].flags & FF_HIDDEN))
			near_try(name, k->fields[i].name, &best, &distance);
	for (size_t i = 0; i < sizeof(short_names) / sizeof(short_names[0]); i++)
		if (field_by_name(k, short_names[i].field))
			near_try(name, short_names[i].name, &best, &distance);
	near_try(name, filter_field_trash.name, &best, &distance);
	return best;
}

void filter_field_expr(const struct field *f, struct buf *b)
{
	if (f->custom_id)
		buf_addf(b,
			"(SELECT v.%s FROM custom_value v WHERE v.field_id = %lld AND v.record_id "
			"= t.id)",
			kind_type_is_text(f->type) ? "text" : "num", (long long)f->custom_id);
	else if (f->column)
		buf_addf(b, "t.%s", f->column);
	else
		buf_addf(b, "(%s)", f->sql);
}
