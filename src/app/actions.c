/* The action list of screens/actions.h as the keymap's table. */
#include "app/actions.h"

const struct action app_actions[ACTION_COUNT] = {
#define X(id, name, keys, contexts, title, help) {id, name, keys, contexts, title, help},
	ACTIONS(X)
#undef X
};

static const struct {
	unsigned context;
	const char *title;
} action_places[] = {
	{CTX_TODAY, N_("Today")},
	{CTX_CLIENTS, N_("Clients")},
	{CTX_CARD, N_("Client card")},
	{CTX_DEALS, N_("Deals")},
	{CTX_DEAL, N_("Deal card")},
	{CTX_TASKS, N_("Tasks")},
	{CTX_REPORTS, N_("Reports")},
	{CTX_RECORDS, N_("Lists")},
	{CTX_IMPORT, N_("Import")},
	{CTX_HISTORY, N_("History and trash")},
	{CTX_DUPLICATES, N_("Duplicates")},
};

void action_print_places(unsigned contexts, struct buf *out)
{
	bool any = false;

	if (contexts & CTX_GLOBAL) {
		buf_add(out, _("everywhere"));
		return;
	}
	/* What works on any list of records works on these. */
	if (contexts & CTX_LIST)
		contexts |= CTX_CLIENTS | CTX_DEALS | CTX_TASKS | CTX_RECORDS;
	for (size_t i = 0; i < sizeof action_places / sizeof *action_places; i++)
		if (contexts & action_places[i].context) {
			buf_addf(out, "%s%s", any ? ", " : "", _(action_places[i].title));
			any = true;
		}
}
