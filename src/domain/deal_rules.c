/* Rules of deals, stages and pipelines. */
#include "deal_rules.h"

#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "domain/deal.h"
#include "rules_sql.h"

static bool is_closed(const char *cls)
{
	return !strcmp(cls, "won") || !strcmp(cls, "lost");
}

static int64_t stage_probability(const struct stage_facts *s)
{
	if (!strcmp(s->cls, "won"))
		return 10000;
	if (!strcmp(s->cls, "lost"))
		return 0;
	return s->has_probability ? s->probability : 0;
}

/* A probability that a person typed stays; else it is the stage's. */
static void set_probability(struct record *r, const struct stage_facts *s)
{
	int64_t usual = stage_probability(s);

	if (!record_has(r, DEAL_PROBABILITY))
		record_clear(r, DEAL_PROBABILITY_SET);
	else if (record_changed(r, DEAL_PROBABILITY) && record_num(r, DEAL_PROBABILITY) != usual)
		record_set_num(r, DEAL_PROBABILITY_SET, 1);
	if (!record_num(r, DEAL_PROBABILITY_SET))
		record_set_num(r, DEAL_PROBABILITY, usual);
}

static enum status check_lost(struct office *o, const struct record *r, struct err *err)
{
	(void)o;
	if (!record_has(r, DEAL_LOST_REASON))
		return err_set(err, ST_BAD_DATA, _("A lost deal needs a reason"));
	if (!strcmp(record_text(r, DEAL_LOST_REASON), "other") && !record_has(r, DEAL_LOST_NOTE))
		return err_set(err, ST_BAD_DATA, _("The reason \"other\" needs a note"));
	return ST_OK;
}

/* What entering a stage means for the dates and the reason. */
static enum status enter_stage(struct office *o, struct record *r, const struct stage_facts *s,
	bool strict, struct err *err)
{
	record_set_num(r, DEAL_STAGE_SINCE, clock_now());
	if (!is_closed(s->cls)) {
		record_clear(r, DEAL_CLOSED_AT);
		record_clear(r, DEAL_LOST_REASON);
		record_clear(r, DEAL_LOST_NOTE);
		return ST_OK;
	}
	if (strict &&
		(!record_has(r, DEAL_CLOSED_AT) || (r->id && !record_changed(r, DEAL_CLOSED_AT))))
		record_set_num(r, DEAL_CLOSED_AT, clock_today());
	if (strcmp(s->cls, "lost")) {
		record_clear(r, DEAL_LOST_REASON);
		record_clear(r, DEAL_LOST_NOTE);
		return ST_OK;
	}
	return strict ? check_lost(o, r, err) : ST_OK;
}

/* No stage given: the first of the deal's or of the first pipeline. */
static enum status choose_stage(struct office *o, struct record *r, struct err *err)
{
	int64_t pipeline = record_num(r, DEAL_PIPELINE);

	if (record_has(r, DEAL_STAGE))
		return ST_OK;
	if (!pipeline)
		pipeline = office_first_pipeline(o);
	if (!pipeline || !office_first_stage(o, pipeline))
		return err_set(
			err, ST_BAD_DATA, _("The pipeline has no stages: add a stage first"));
	record_set_num(r, DEAL_STAGE, office_first_stage(o, pipeline));
	return ST_OK;
}

/* "GTX Pro, Isdom": a deal without a title is named after what is sold and to whom. */
static void choose_title(struct office *o, struct record *r)
{
	struct buf b = BUF_INIT;

	if (record_has(r, DEAL_TITLE))
		return;
	office_title(o, KIND_PRODUCT, record_num(r, DEAL_PRODUCT), &b);
	if (b.len && record_has(r, DEAL_CLIENT))
		buf_add(&b, ", ");
	office_title(o, KIND_CLIENT, record_num(r, DEAL_CLIENT), &b);
	record_set_text(r, DEAL_TITLE, b.len ? b.data : record_text(r, DEAL_EXTERNAL_ID));
	buf_release(&b);
}

enum status deal_check(struct office *o, struct record *r, bool strict, struct err *err)
{
	struct stage_facts s = {0};
	enum status st = choose_stage(o, r, err);

	choose_title(o, r);

	if (!st)
		st = rules_sql_stage(o, record_num(r, DEAL_STAGE), &s, err);
	if (st)
		return st;
	record_set_num(r, DEAL_PIPELINE, s.pipeline_id);
	if (!record_has(r, DEAL_CURRENCY))
		record_set_text(r, DEAL_CURRENCY, office_currency(o));
	set_probability(r, &s);
	if (!r->id || record_changed(r, DEAL_STAGE))
		return enter_stage(o, r, &s, strict, err);
	if (strict && !strcmp(s.cls, "lost") &&
		(record_changed(r, DEAL_LOST_REASON) || record_changed(r, DEAL_LOST_NOTE)))
		return check_lost(o, r, err);
	return ST_OK;
}

enum status deal_follow(struct office *o, const struct record *r, bool was_new, struct followups *f,
	struct err *err)
{
	int64_t now = clock_now();
	struct record *log;

	(void)err;
	if (!was_new && !record_changed(r, DEAL_STAGE))
		return ST_OK;
	log = followups_add(f, o, KIND_STAGE_LOG);
	record_set_num(log, STAGE_LOG_DEAL, r->id);
	record_set_num(log, STAGE_LOG_TO_STAGE, record_num(r, DEAL_STAGE));
	record_set_num(log, STAGE_LOG_AT, now);
	if (office_user_id(o))
		record_set_num(log, STAGE_LOG_USER, office_user_id(o));
	if (!was_new && r->base[DEAL_STAGE].set) {
		record_set_num(log, STAGE_LOG_FROM_STAGE, r->base[DEAL_STAGE].num);
		if (r->base[DEAL_STAGE_SINCE].set && now > r->base[DEAL_STAGE_SINCE].num)
			record_set_num(log, STAGE_LOG_SECONDS, now - r->base[DEAL_STAGE_SINCE].num);
	}
	return ST_OK;
}

enum status stage_check(struct office *o, struct record *r, struct err *err)
{
	int64_t n = 0;
	enum status st = ST_OK;

	if (!record_has(r, STAGE_PIPELINE) && office_first_pipeline(o))
		record_set_num(r, STAGE_PIPELINE, office_first_pipeline(o));
	if (!r->id && !record_has(r, STAGE_POSITION) && record_has(r, STAGE_PIPELINE)) {
		st = rules_sql_count(
			o, "stage", "pipeline_id", record_num(r, STAGE_PIPELINE), &n, err);
		record_set_num(r, STAGE_POSITION, n + 1);
	}
	return st;
}

enum status stage_may_trash(struct office *o, int64_t id, struct err *err)
{
	int64_t n = 0;
	enum status st = rules_sql_count(o, "deal", "stage_id", id, &n, err);

	if (!st && n)
		return err_set(err, ST_DENIED,
			P_("The stage holds %lld deal: move it first",
				"The stage holds %lld deals: move them first", n),
			(long long)n);
	return st;
}

enum status pipeline_may_trash(struct office *o, int64_t id, struct err *err)
{
	int64_t n = 0;
	enum status st = rules_sql_count(o, "deal", "pipeline_id", id, &n, err);

	if (!st && n)
		return err_set(err, ST_DENIED,
			P_("The pipeline holds %lld deal: move it first",
				"The pipeline holds %lld deals: move them first", n),
			(long long)n);
	return st;
}
