/* Moving a deal through its pipeline. */
#include "deal_move.h"

#include <string.h>

#include "deal_board.h"
#include "domain/deal.h"
#include "domain/work.h"
#include "screens/actions.h"

static unsigned deal_move_say(struct nav *nav, const char *text)
{
	nav_say(nav, MESSAGE_INFO, "%s", text);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned deal_move_to(const struct screen_env *env, const struct record *deal,
	const struct record *stage, struct nav *nav)
{
	struct err err = ERR_INIT;
	const char *title = record_text(deal, DEAL_TITLE);

	if (!strcmp(record_text(stage, STAGE_CLASS), "lost"))
		return nav_open_other(nav, SCREEN_LOST, deal->id, stage->id, NULL);
	if (work_move_deal(env->office, deal->id, stage->id, NULL, NULL, NULL, &err) != ST_OK)
		return nav_fail(nav, &err);
	if (!strcmp(record_text(stage, STAGE_CLASS), "won"))
		return nav_done(nav, env, _("Won: %s."), title);
	return nav_done(nav, env, "%s → %s.", title, record_text(stage, STAGE_NAME));
}

/* Load a stage; 0 is none. */
static bool deal_move_load(const struct screen_env *env, int64_t id, struct record *out)
{
	return id && record_load(env->office, KIND_STAGE, id, out, NULL) == ST_OK;
}

/* The stage beside; going back, closed stages are passed over. */
static bool deal_move_beside(
	const struct screen_env *env, int64_t from, int step, struct record *out)
{
	int64_t id = work_stage_beside(env->office, from, step);

	while (deal_move_load(env, id, out)) {
		if (step > 0 || !deal_class_is_closed(record_text(out, STAGE_CLASS)))
			return true;
		record_release(out);
		id = work_stage_beside(env->office, id, step);
	}
	return false;
}

static unsigned deal_move_step(
	const struct screen_env *env, const struct record *deal, int step, struct nav *nav)
{
	struct record stage;
	unsigned flags;

	if (!deal_move_beside(env, record_num(deal, DEAL_STAGE), step, &stage))
		return deal_move_say(
			nav, step < 0 ? _("The deal is in the first stage of its pipeline.")
				      : _("The deal is in the last stage of its pipeline."));
	flags = deal_move_to(env, deal, &stage, nav);
	record_release(&stage);
	return flags;
}

static unsigned deal_move_close(
	const struct screen_env *env, const struct record *deal, const char *cls, struct nav *nav)
{
	bool won = !strcmp(cls, "won");
	struct record stage;
	unsigned flags;

	if (!strcmp(record_text(deal, DEAL_CLASS), cls))
		return deal_move_say(
			nav, won ? _("The deal is won already.") : _("The deal is lost already."));
	if (!deal_move_load(env,
		    work_stage_of_class(env->office, record_num(deal, DEAL_PIPELINE), cls), &stage))
		return deal_move_say(nav,
			won ? _("The pipeline has no stage of the class \"won\": add one first.")
			    : _("The pipeline has no stage of the class \"lost\": add one first."));
	flags = deal_move_to(env, deal, &stage, nav);
	record_release(&stage);
	return flags;
}

unsigned deal_move(
	const struct screen_env *env, int action, const struct record *deal, struct nav *nav)
{
	if (action != ACT_MOVE_LEFT && action != ACT_MOVE_RIGHT && action != ACT_WON &&
		action != ACT_LOST)
		return 0;
	if (!deal)
		return deal_move_say(nav, _("There is no deal under the cursor."));
	switch (action) {
	case ACT_MOVE_LEFT: return deal_move_step(env, deal, -1, nav);
	case ACT_MOVE_RIGHT: return deal_move_step(env, deal, 1, nav);
	case ACT_WON: return deal_move_close(env, deal, "won", nav);
	default: return deal_move_close(env, deal, "lost", nav);
	}
}
