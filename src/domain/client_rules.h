/* Rules of clients, their contact points and relations. */
#ifndef DOMAIN_CLIENT_RULES_H
#define DOMAIN_CLIENT_RULES_H

#include "domain/record.h"

enum status client_check(struct office *o, struct record *r, struct err *err);
enum status client_derive(struct office *o, struct record *r, struct err *err);
enum status contact_point_derive(struct office *o, struct record *r, struct err *err);
enum status relation_check(struct office *o, struct record *r, struct err *err);

#endif
