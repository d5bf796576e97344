/* Rules of deals, stages and pipelines. Code relies on the class of a stage, never on its name. */
#ifndef DOMAIN_DEAL_RULES_H
#define DOMAIN_DEAL_RULES_H

#include "domain/record.h"
#include "rules_followups.h"

enum status deal_check(struct office *o, struct record *r, bool strict, struct err *err);
enum status deal_follow(struct office *o, const struct record *r, bool was_new, struct followups *f,
	struct err *err);
enum status stage_check(struct office *o, struct record *r, struct err *err);
enum status stage_may_trash(struct office *o, int64_t id, struct err *err);
enum status pipeline_may_trash(struct office *o, int64_t id, struct err *err);

#endif
