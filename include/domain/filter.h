/*
 * The filter language, compiled to bound SQL. Words search the text (of deals and tasks also the name of the client); field:value (a choice by code or title; text contains; link by title),
 * field=value (exactly), field!=value, field:a,b (any of), field>value, field>=, field<, field<=, field:a..b, field:empty; - negates;
 * or; parentheses. Dates take words (today, -90d, this-month); me is the user. "quoted text" keeps blanks. Fields go by name, by a short
 * name (due, last, next) or by any label that a file could have. Errors (ST_USAGE) point at the character.
 *
 *     expr := and { "or" and } ;  and := { ["-"] ( "(" expr ")" | term ) }
 *
 * At most 4 KiB, 200 words and values of 200 characters each, 100 parentheses deep.
 */
#ifndef DOMAIN_FILTER_H
#define DOMAIN_FILTER_H

#include "base/err.h"
#include "domain/kind.h"
#include "domain/office.h"
#include "store/db.h"

struct filter;

/* "" and NULL compile to a filter that lets everything live through. Also: "deleted:yes" shows
 * the trash, "deleted:any" both. *out is untouched on failure. */
enum status filter_compile(struct office *o, enum kind_id kind, const char *text,
	struct filter **out, struct err *err);
void filter_free(struct filter *f);
/* A filter's text with the record where the pattern has @: "client:@" gives "client:#12". The caller frees. */
char *filter_about(const char *pattern, int64_t id);

/* Only words (no operators): then words are the plain words, for search as you type. */
bool filter_is_plain(const struct filter *f);
const char *filter_words(const struct filter *f); /* folded */
bool filter_is_empty(const struct filter *f);

/* WHERE condition over the table alias t, with parameters from ?first_param on, trash included/excluded as asked. */
const char *filter_sql(const struct filter *f);
int filter_nparams(const struct filter *f);
/* filter_sql() has its parameters numbered from 1; bind them with this. */
void filter_bind(const struct filter *f, struct query *q);

#endif
