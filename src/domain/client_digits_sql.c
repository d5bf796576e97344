/* The digits of all phone numbers of a client, kept in one column with an index. */
#include "client_digits.h"

#include <stdlib.h>
#include <string.h>

#include "action_index.h"
#include "base/fold.h"
#include "base/mem.h"
#include "rules_sql.h"

static enum status read_row(
	struct office *o, int64_t id, char **phone, char **digits, struct err *err)
{
	struct query *q = db_query(office_db(o), "SELECT phone, digits FROM client WHERE id = ?1");
	bool row = false;
	enum status st;

	query_int(q, 1, id);
	st = query_step(q, &row, err);
	*phone = row ? mem_strdup(query_get_text(q, 0)) : NULL;
	*digits = row ? mem_strdup(query_get_text(q, 1)) : NULL;
	query_done(q);
	return st;
}

static enum status write_row(
	struct office *o, int64_t id, const char *old_digits, const char *digits, struct err *err)
{
	struct query *q = db_query(office_db(o), "UPDATE client SET digits = ?2 WHERE id = ?1");
	enum status st;

	query_int(q, 1, id);
	query_text(q, 2, *digits ? digits : NULL);
	st = query_run(q, NULL, err);
	if (st || !action_index_asks(o, KIND_CLIENT, id))
		return st;
	return action_index_changed(o, office_kind(o, KIND_CLIENT), id, NULL,
		mem_strdup(old_digits ? old_digits : ""), err);
}

enum status client_digits_refresh(struct office *o, int64_t client_id, struct err *err)
{
	struct buf b = BUF_INIT;
	char *phone, *digits;
	enum status st = read_row(o, client_id, &phone, &digits, err);

	if (phone)
		fold_phone(&b, phone, office_options(o)->country_code);
	if (!st)
		st = rules_sql_more_digits(o, client_id, &b, err);
	if (!st && strcmp(digits ? digits : "", buf_str(&b)))
		st = write_row(o, client_id, digits, buf_str(&b), err);
	buf_release(&b);
	free(phone);
	free(digits);
	return st;
}
