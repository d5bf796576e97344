/* Look for a client that a new one would repeat. */
#include "client_twin.h"

#include "base/fold.h"
#include "domain/client.h"
#include "domain/duplicates.h"

int64_t client_twin_find(struct office *o, const struct client_typed *typed)
{
	struct buf email = BUF_INIT;
	struct duplicate found;
	struct record r;
	int n = 0;

	record_make(&r, office_kind(o, KIND_CLIENT));
	record_set_text(&r, CLIENT_KIND, typed->kind);
	record_set_text(&r, CLIENT_NAME, typed->name);
	record_set_text(&r, CLIENT_PHONE, typed->phone);
	fold_text(&email, typed->email);
	record_set_text(&r, CLIENT_EMAIL, buf_str(&email));
	record_set_text(&r, CLIENT_CITY, typed->city);
	record_set_text(&r, CLIENT_TAX_ID, typed->tax_id);
	if (duplicates_of(o, &r, &found, 1, &n, NULL) == ST_OK && !n)
		duplicates_named(o, &r, &found, 1, &n, NULL);
	record_release(&r);
	buf_release(&email);
	return n ? found.id : 0;
}
