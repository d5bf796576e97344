/* The digits of all phone numbers of a client, kept in one column with an index. */
#ifndef DOMAIN_CLIENT_DIGITS_H
#define DOMAIN_CLIENT_DIGITS_H

#include "domain/office.h"

/* Compute them again after a contact point changed. Inside a write transaction. */
enum status client_digits_refresh(struct office *o, int64_t client_id, struct err *err);

#endif
