/* Interactions: one line of a client's history, any channel. */
#ifndef DOMAIN_INTERACTION_H
#define DOMAIN_INTERACTION_H

#include "domain/kind.h"

enum interaction_field {
	INTERACTION_SUBJECT,
	INTERACTION_CHANNEL,
	INTERACTION_DIRECTION, /* in, out */
	INTERACTION_STATE,     /* planned, held, missed */
	INTERACTION_RESULT,    /* office list "result" */
	INTERACTION_STARTED_AT,
	INTERACTION_DURATION_S,
	INTERACTION_CLIENT,
	INTERACTION_PERSON,
	INTERACTION_DEAL,
	INTERACTION_USER,
	INTERACTION_BODY,
	INTERACTION_MESSAGE_ID,
	INTERACTION_EXTERNAL_ID,
	INTERACTION_COMMON,
};

extern const struct kind interaction_kind;

#endif
