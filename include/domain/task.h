/* Tasks: what is to be done, for whom, by when. A task without a time is due that day. */
#ifndef DOMAIN_TASK_H
#define DOMAIN_TASK_H

#include "domain/kind.h"

enum task_field {
	TASK_SUBJECT,
	TASK_KIND, /* call, meeting, email, visit, letter, todo */
	TASK_DUE_DAY,
	TASK_DUE_TIME, /* minutes of the day; empty: any time */
	TASK_REMIND_BEFORE_MIN,
	TASK_PRIORITY, /* low, normal, high, urgent */
	TASK_STATE,    /* open, done, cancelled */
	TASK_ASSIGNEE,
	TASK_CLIENT,
	TASK_DEAL,
	TASK_RESULT,
	TASK_COMPLETED_AT,
	TASK_NOTES,
	TASK_EXTERNAL_ID,
	TASK_COMMON,
};

extern const struct kind task_kind;

#endif
