/* Deals with their pipeline, stages, stage log and product lines. Code relies on the class of a stage, never on its name. */
#ifndef DOMAIN_DEAL_H
#define DOMAIN_DEAL_H

#include "domain/kind.h"

enum pipeline_field { PIPELINE_NAME, PIPELINE_POSITION, PIPELINE_ACTIVE, PIPELINE_COMMON };

enum stage_field {
	STAGE_NAME,
	STAGE_PIPELINE,
	STAGE_POSITION,
	STAGE_CLASS, /* open, ongoing, hold, won, lost */
	STAGE_PROBABILITY,
	STAGE_ROTTING_DAYS, /* 0: off */
	STAGE_REQUIREMENT,
	STAGE_COMMON,
};

enum deal_field {
	DEAL_TITLE,
	DEAL_CLIENT,
	DEAL_STAGE,
	DEAL_AMOUNT,
	DEAL_CURRENCY,
	DEAL_PROBABILITY,
	DEAL_PROBABILITY_SET, /* set by hand: stage changes leave it alone */
	DEAL_EXPECTED_CLOSE,
	DEAL_OWNER,
	DEAL_PRODUCT, /* the main product; lines are deal items */
	DEAL_PERSON,
	DEAL_PIPELINE,
	DEAL_SOURCE,
	DEAL_NEXT_STEP,
	DEAL_NEXT_STEP_DAY,
	DEAL_OPENED_AT, /* a date */
	DEAL_CLOSED_AT, /* a date */
	DEAL_LOST_REASON,
	DEAL_LOST_NOTE,
	DEAL_CAMPAIGN,
	DEAL_KEYWORD,
	DEAL_REFERRER,
	DEAL_PARTNER,
	DEAL_RECURRING_AMOUNT,
	DEAL_RECURRING_MONTHS,
	DEAL_NOTES,
	DEAL_EXTERNAL_ID,
	DEAL_STAGE_SINCE, /* instant of the last stage change, maintained */
	DEAL_CLASS,       /* computed: of the stage */
	DEAL_WEIGHTED,    /* computed: amount × probability; lost 0, won all */
	DEAL_COMMON,
};

enum stage_log_field {
	STAGE_LOG_DEAL,
	STAGE_LOG_FROM_STAGE, /* empty: created */
	STAGE_LOG_TO_STAGE,
	STAGE_LOG_AT,
	STAGE_LOG_USER,
	STAGE_LOG_SECONDS, /* spent in from_stage */
	STAGE_LOG_COMMON,
};

enum deal_item_field {
	DEAL_ITEM_DEAL,
	DEAL_ITEM_PRODUCT,
	DEAL_ITEM_TEXT,
	DEAL_ITEM_QUANTITY,
	DEAL_ITEM_PRICE,
	DEAL_ITEM_DISCOUNT,
	DEAL_ITEM_TAX,
	DEAL_ITEM_POSITION,
	DEAL_ITEM_COMMON,
};

extern const struct kind pipeline_kind;
extern const struct kind stage_kind;
extern const struct kind deal_kind;
extern const struct kind stage_log_kind;
extern const struct kind deal_item_kind;

extern const struct choice deal_class_choices[];

#endif
