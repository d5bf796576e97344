/* Rules of clients, their contact points and relations. */
#include "client_rules.h"

#include <string.h>

#include "base/fold.h"
#include "base/i18n.h"
#include "domain/client.h"
#include "rules_sql.h"

/* "Иванов Пётр Сергеевич" from the parts of a person's name. */
static void name_from_parts(struct record *r)
{
	static const int parts[] = {CLIENT_LAST_NAME, CLIENT_FIRST_NAME, CLIENT_MIDDLE_NAME};
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (record_has(r, parts[i]))
			buf_addf(&b, "%s%s", b.len ? " " : "", record_text(r, parts[i]));
	record_set_text(r, CLIENT_NAME, buf_str(&b));
	buf_release(&b);
}

enum status client_check(struct office *o, struct record *r, struct err *err)
{
	(void)o;
	if (!record_has(r, CLIENT_NAME))
		name_from_parts(r);
	if (r->id && record_num(r, CLIENT_PARENT) == r->id)
		return err_set(err, ST_BAD_DATA, _("A client cannot be its own parent"));
	return ST_OK;
}

enum status client_derive(struct office *o, struct record *r, struct err *err)
{
	struct buf digits = BUF_INIT;
	enum status st = ST_OK;

	if (r->id && !record_changed(r, CLIENT_PHONE))
		return ST_OK;
	if (record_has(r, CLIENT_PHONE))
		fold_phone(&digits, record_text(r, CLIENT_PHONE), office_options(o)->country_code);
	if (r->id)
		st = rules_sql_more_digits(o, r->id, &digits, err);
	record_set_text(r, CLIENT_DIGITS, buf_str(&digits));
	buf_release(&digits);
	return st;
}

static bool is_phone(const char *kind)
{
	return !strcmp(kind, "phone") || !strcmp(kind, "mobile") || !strcmp(kind, "fax");
}

enum status contact_point_derive(struct office *o, struct record *r, struct err *err)
{
	struct buf b = BUF_INIT;

	(void)err;
	if (is_phone(record_text(r, CONTACT_POINT_KIND)))
		fold_phone(
			&b, record_text(r, CONTACT_POINT_VALUE), office_options(o)->country_code);
	else
		fold_text(&b, record_text(r, CONTACT_POINT_VALUE));
	record_set_text(r, CONTACT_POINT_NORMALISED, buf_str(&b));
	buf_release(&b);
	return ST_OK;
}

enum status relation_check(struct office *o, struct record *r, struct err *err)
{
	(void)o;
	if (record_has(r, RELATION_A) && record_num(r, RELATION_A) == record_num(r, RELATION_B))
		return err_set(err, ST_BAD_DATA, _("A client cannot be related to itself"));
	return ST_OK;
}
