/* Rules of interactions and tasks, and of what the office defines itself. */
#ifndef DOMAIN_WORK_RULES_H
#define DOMAIN_WORK_RULES_H

#include "domain/record.h"

enum status interaction_check(struct office *o, struct record *r, struct err *err);
enum status task_check(struct office *o, struct record *r, struct err *err);
enum status custom_field_check(struct office *o, struct record *r, struct err *err);
enum status choice_check(struct office *o, struct record *r, struct err *err);

#endif
