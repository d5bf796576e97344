/* Was this file imported before; and what the import that runs now leaves behind. */
#include "exchange/import_history.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "domain/import_batch.h"
#include "exchange/import_profile.h"
#include "exchange/source.h"
#include "exchange/source_hash.h"
#include "import_run.h"

/* Without the library files are imported all the same, only not recognised. */
static void hash(struct import *imp)
{
	if (!*imp->sha256 && source_hash(imp->source, imp->sha256, NULL) != ST_OK)
		*imp->sha256 = '\0';
}

enum status import_history_look(struct import_run *run, struct err *err)
{
	struct import_result *out = run->out;
	struct import_batch before;
	enum status st;

	hash(run->imp);
	st = import_batch_find(run->o, run->imp->sha256, &before, err);
	if (st)
		return st == ST_NOT_FOUND ? ST_OK : st;
	out->seen_txn = before.txn;
	out->seen_at = before.at;
	text_copy(out->seen_by, sizeof(out->seen_by), before.user);
	import_batch_release(&before);
	return ST_OK;
}

void import_history_tell(const struct import_result *r, struct office *o, struct buf *out)
{
	char at[40];

	if (!r->seen_txn)
		return;
	date_format_instant(r->seen_at, office_options(o)->date_order, at, sizeof(at));
	buf_addf(out, _("This file was imported on %s by %s (action %lld)"), at,
		*r->seen_by ? r->seen_by : "?", (long long)r->seen_txn);
}

enum status import_history_note(struct import_run *run, const char *reject_path, struct err *err)
{
	const struct import_result *r = run->out;
	struct import *imp = run->imp;
	bool rejected = reject_path && r->counts[IMPORT_FAILED];
	char *saved = NULL, *reject = rejected ? realpath(reject_path, NULL) : NULL;
	struct import_batch b = {
		.kind = imp->kind,
		.file = (char *)source_name(imp->source),
		.bytes = (int64_t)source_size(imp->source),
		.created = r->counts[IMPORT_CREATED],
		.updated = r->counts[IMPORT_UPDATED],
		.unchanged = r->counts[IMPORT_UNCHANGED],
		.duplicates = r->counts[IMPORT_DUPLICATE],
		.failed = r->counts[IMPORT_FAILED],
		.others = r->created_others,
		.reject = reject     ? reject
			  : rejected ? (char *)reject_path
				     : NULL,
	};
	enum status st = import_profile_save(imp, run->o, imp->profile_as, &saved, err);

	hash(imp);
	memcpy(b.sha256, imp->sha256, sizeof(b.sha256));
	text_copy(b.format, sizeof(b.format), table_format_name(imp->format));
	b.profile = saved ? saved : imp->profile;
	if (!st)
		st = import_batch_put(run->o, &b, err);
	free(saved);
	free(reject);
	return st;
}
