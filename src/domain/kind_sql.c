/* SQL texts made from a field table. */
#include "kind_sql.h"

bool kind_type_is_text(enum field_type type)
{
	switch (type) {
	case FT_TEXT:
	case FT_NOTE:
	case FT_CHOICE:
	case FT_PICK:
	case FT_SET:
	case FT_PHONE:
	case FT_EMAIL:
	case FT_URL:
	case FT_CURRENCY: return true;
	default: return false;
	}
}

bool kind_field_is_stored(const struct field *f)
{
	return f->column && !f->custom_id;
}

void kind_sql_columns(const struct kind *k, struct buf *b)
{
	buf_add(b, "t.id, t.version, t.deleted_at");
	for (int i = 0; i < k->nfields; i++) {
		const struct field *f = &k->fields[i];

		if (f->custom_id)
			break;
		if (f->column)
			buf_addf(b, ", t.%s", f->column);
		else
			buf_addf(b, ", (%s)", f->sql);
	}
}

void kind_sql_load(const struct kind *k, struct buf *b)
{
	buf_add(b, "SELECT ");
	kind_sql_columns(k, b);
	buf_addf(b, " FROM %s t WHERE t.id = ?1", k->table);
}

void kind_sql_insert(const struct kind *k, struct buf *b)
{
	int n = 0;

	buf_addf(b, "INSERT INTO %s (", k->table);
	for (int i = 0; i < k->nfields; i++)
		if (kind_field_is_stored(&k->fields[i]))
			buf_addf(b, "%s%s", n++ ? ", " : "", k->fields[i].column);
	if (k->searchable) {
		buf_add(b, ", sort_key, search_text");
		n += 2;
	}
	buf_add(b, ") VALUES (");
	for (int i = 1; i <= n; i++)
		buf_addf(b, "%s?%d", i > 1 ? ", " : "", i);
	buf_addch(b, ')');
}
