/* An open office: the database, its catalogue of kinds with custom fields and lists, and who is working. One thread. */
#ifndef DOMAIN_OFFICE_H
#define DOMAIN_OFFICE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/err.h"
#include "domain/kind.h"
#include "store/db.h"

struct office;

struct office_options {
	enum db_mode mode;
	const char *login;        /* Unix account */
	const char *user_name;    /* for a new user row; NULL: the login */
	const char *origin;       /* where the user sits, for the log: tty or SSH address; NULL */
	const char *currency;     /* for new offices: default "EUR" */
	const char *country_code; /* for national phone numbers: "7", "48"; NULL none */
	enum date_order date_order;
	char decimal; /* '.' or ',' for what is shown */
};

/* Open without making anything: use office_start() of setup.h, which also greets a new user and fills a new office. */
enum status office_open(
	const char *path, const struct office_options *opt, struct office **out, struct err *err);
void office_close(struct office *o);

struct db *office_db(struct office *o);
const struct office_options *office_options(const struct office *o);
const char *office_currency(const struct office *o);
int64_t office_user_id(const struct office *o); /* 0 when the file does not know the login */
const struct kind *office_kind(const struct office *o, enum kind_id id);
/* "client", "clients", "company", "person" ... : KIND_NONE when unknown. preset (may be NULL) gets e.g. "company" for the field kind. */
enum kind_id office_kind_by_name(const struct office *o, const char *name, const char **preset);

/* Read custom fields and lists again when somebody changed them (cheap when nobody did). */
enum status office_refresh(struct office *o, struct err *err);

/* First pipeline by position, and the first stage of a pipeline; 0 when there is none. */
int64_t office_first_pipeline(struct office *o);
int64_t office_first_stage(struct office *o, int64_t pipeline_id);

/* Title of a record for links ("Ромашка", "#12" when it is gone). Appends to b. */
void office_title(struct office *o, enum kind_id kind, int64_t id, struct buf *b);

/* Entries of an office list (results, industries, sources, lost reasons, tags) in order; the array is as it was when asked for. */
struct list_entry {
	int64_t id;
	const char *code;
	const char *title; /* translated for built-in entries */
};
const struct list_entry *office_list(struct office *o, const char *list, int *n);
const char *office_list_title(
	struct office *o, const char *list, const char *code); /* code when unknown */
/* The code meant by text (code or title, folded); NULL when the list has none such. */
const char *office_list_code(struct office *o, const char *list, const char *text);

#endif
