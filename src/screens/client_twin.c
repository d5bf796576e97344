/* Look for a client that a new one would repeat. The search index gives candidates, the keys of duplicates decide. */
#include "client_twin.h"

#include <string.h>

#include "base/fold.h"
#include "base/text.h"
#include "domain/client.h"
#include "domain/list.h"

enum { TWIN_CANDIDATES = 12, TWIN_NAME_MIN = 3, TWIN_DIGITS_MIN = 6, TWIN_DIGITS_TAIL = 9 };

typedef bool client_twin_same(const struct record *r, const char *key);

static bool client_twin_by_name(const struct record *r, const char *key)
{
	struct buf other = BUF_INIT;
	bool same;

	fold_dup_key(&other, record_text(r, CLIENT_NAME));
	same = strcmp(buf_str(&other), key) == 0;
	buf_release(&other);
	return same;
}

/* Two numbers are one when the shorter ends the longer, or when both end alike behind a trunk or country code. */
static bool client_twin_same_number(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t len = a_len < b_len ? a_len : b_len;

	if (len > TWIN_DIGITS_TAIL)
		len = TWIN_DIGITS_TAIL;
	else if (len < TWIN_DIGITS_TAIL && a_len != b_len)
		return false;
	return memcmp(a + a_len - len, b + b_len - len, len) == 0;
}

/* All phones of a client, separated by blanks. */
static bool client_twin_by_phone(const struct record *r, const char *key)
{
	const char *at = record_text(r, CLIENT_DIGITS);

	while (*at) {
		size_t len = strcspn(at, " ");

		if (len && client_twin_same_number(at, len, key, strlen(key)))
			return true;
		at += len + (at[len] == ' ');
	}
	return false;
}

static bool client_twin_by_email(const struct record *r, const char *key)
{
	return strcasecmp(record_text(r, CLIENT_EMAIL), key) == 0;
}

static int64_t client_twin_look(
	struct office *o, const char *typed, client_twin_same *same, const char *key)
{
	struct list_page page;
	int64_t id = 0;

	if (list_search(o, KIND_CLIENT, typed, TWIN_CANDIDATES, &page, NULL) != ST_OK)
		return 0;
	for (int i = 0; i < page.n && !id; i++)
		if (same(&page.rows[i], key))
			id = page.rows[i].id;
	list_page_release(&page);
	return id;
}

int64_t client_twin_find(struct office *o, const char *name, const char *phone, const char *email)
{
	const char *at = strchr(email, '@');
	struct buf key = BUF_INIT;
	int64_t id = 0;

	fold_phone(&key, phone, office_options(o)->country_code);
	if (key.len >= TWIN_DIGITS_MIN)
		id = client_twin_look(o, phone, client_twin_by_phone, buf_str(&key));
	if (!id && at && strchr(at, '.'))
		id = client_twin_look(o, email, client_twin_by_email, email);
	buf_clear(&key);
	fold_dup_key(&key, name);
	if (!id && text_count(buf_str(&key)) >= TWIN_NAME_MIN)
		id = client_twin_look(o, name, client_twin_by_name, buf_str(&key));
	buf_release(&key);
	return id;
}
