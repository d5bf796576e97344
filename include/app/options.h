/*
 * The options of kartoteka.ini: one table says name, type, limits, default and meaning; it also makes data/kartoteka.ini's
 * order, the settings screen and the options of kartoteka.ini(5). One parse and one print per type.
 */
#ifndef APP_OPTIONS_H
#define APP_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

enum option_id {
	OPTION_PATH,
	OPTION_THEME,
	OPTION_LANGUAGE,
	OPTION_LAYOUT,
	OPTION_MOUSE,
	OPTION_DATE_ORDER,
	OPTION_DECIMAL,
	OPTION_START,
	OPTION_BELL,
	OPTION_REMIND,
	OPTION_KEY_LETTERS,
	OPTION_TITLE,
	OPTION_EDITOR,
	OPTION_CURRENCY,
	OPTION_COUNTRY_CODE,
	OPTION_PRINT_COMMAND,
	OPTION_PRINT_FONT,
	OPTION_PAPER,
	OPTION_COUNT
};

enum option_type {
	OPTION_TYPE_TEXT,   /* at most max characters */
	OPTION_TYPE_BOOL,   /* yes, no */
	OPTION_TYPE_NUMBER, /* min..max, decimal */
	OPTION_TYPE_CHOICE, /* one of choices; the number is its index */
};

struct option {
	const char *section, *name;
	enum option_type type;
	int min, max;
	const char *const *choices; /* ends with NULL */
	const char *initial;
	const char *unit; /* N_(); NULL */
	const char *text; /* N_() one or two sentences */
};

struct option_value {
	char *text;   /* as written; what is in force */
	int number;   /* BOOL 0/1, NUMBER, CHOICE index */
	char *origin; /* file, "command line" ...; NULL: the default */
};

struct option_key {
	char *action, *keys, *origin; /* [keys] key_<action> = keys */
};

struct options {
	struct option_value value[OPTION_COUNT];
	struct option_key *keys;
	size_t nkeys, keys_cap;
};

void options_init(struct options *o); /* every option at its default */
void options_release(struct options *o);

/*
 * Set one option from text. ST_NOT_FOUND when there is no such section or option, ST_BAD_DATA with a sentence when the
 * value does not fit; unchanged on failure. In the section "keys" the names are not checked here.
 */
enum status options_set(struct options *o, const char *section, const char *name, const char *value,
	const char *origin, struct err *err);

const struct option *option_at(enum option_id id);
const char *options_text(const struct options *o, enum option_id id); /* "" when empty */
int options_number(const struct options *o, enum option_id id);
/* As it would be written behind the '='. */
void options_print(const struct options *o, enum option_id id, struct buf *out);
/* "yes or no", "0 to 120 minutes", "auto, dark, light": what may be written. */
void option_print_domain(enum option_id id, struct buf *out);

#endif
