/* Deals on which nothing happens: the rule of records.md, "Stale". */
#include "deal_quiet.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "domain/deal.h"
#include "domain/list.h"

/* Counting up to one asks for no order, so that the index by deal is the one read. */
static bool deal_has_any(struct office *o, enum kind_id kind, const char *filter)
{
	struct filter *compiled = NULL;
	int64_t n = 0;

	if (filter_compile(o, kind, filter, &compiled, NULL) == ST_OK)
		list_count_matches(o, kind, compiled, 1, &n, NULL);
	filter_free(compiled);
	return n > 0;
}

int deal_days_in_stage(const struct record *deal)
{
	if (!record_has(deal, DEAL_STAGE_SINCE))
		return 0;
	int days = clock_today() - date_of_instant(record_num(deal, DEAL_STAGE_SINCE), NULL);
	return days > 0 ? days : 0;
}

bool deal_is_quiet(struct office *o, const struct record *deal, int64_t days)
{
	if (days <= 0 || deal_days_in_stage(deal) <= days)
		return false;
	char *held = mem_printf(
		"deal:#%lld state:held started_at>=-%lldd", (long long)deal->id, (long long)days);
	char *done = mem_printf(
		"deal:#%lld state:done completed_at>=-%lldd", (long long)deal->id, (long long)days);
	bool quiet = !deal_has_any(o, KIND_INTERACTION, held) && !deal_has_any(o, KIND_TASK, done);
	free(held);
	free(done);
	return quiet;
}
