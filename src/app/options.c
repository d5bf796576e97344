/* The option table, and one parse and one print per type. */
#include "app/options.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

static const char *const theme_choices[] = {
	"auto", "dark", "light", "contrast", "mono", "norton", NULL};
static const char *const language_choices[] = {"auto", "en", "ru", "bg", "pl", NULL};
static const char *const layout_choices[] = {"auto", "none", "ru", "uk", "bg", "bg-phonetic", NULL};
static const char *const date_choices[] = {"auto", "dmy", "mdy", "ymd", NULL};
static const char *const decimal_choices[] = {"auto", "point", "comma", NULL};
static const char *const start_choices[] = {"today", "clients", "deals", "tasks", "reports", NULL};

static const char *const paper_choices[] = {"auto", "a4", "letter", NULL};

static const struct option options[OPTION_COUNT] = {
	[OPTION_PATH] = {"database", "path", OPTION_TYPE_TEXT, 0, 4000, NULL, "", NULL,
		N_("The office file. --db and KARTOTEKA_DB come first; empty means office.db in "
		   "the data directory. A leading ~/ is your home directory.")},
	[OPTION_THEME] = {"ui", "theme", OPTION_TYPE_CHOICE, 0, 0, theme_choices, "auto", NULL,
		N_("Colours. NO_COLOR and --no-color mean mono whatever stands here.")},
	[OPTION_LANGUAGE] = {"ui", "language", OPTION_TYPE_CHOICE, 0, 0, language_choices, "auto",
		NULL, N_("Language of the program; auto asks the environment.")},
	[OPTION_LAYOUT] = {"ui", "layout", OPTION_TYPE_CHOICE, 0, 0, layout_choices, "auto", NULL,
		N_("Cyrillic keyboard layout in which command letters are understood by their "
		   "place on the keyboard; auto goes by the language.")},
	[OPTION_MOUSE] = {"ui", "mouse", OPTION_TYPE_BOOL, 0, 1, NULL, "yes", NULL,
		N_("Mouse clicks and the wheel. While it is on, Shift with the mouse selects "
		   "text; Alt-M switches it.")},
	[OPTION_DATE_ORDER] = {"ui", "date_order", OPTION_TYPE_CHOICE, 0, 0, date_choices, "auto",
		NULL, N_("How dates are shown and read: day, month and year in this order.")},
	[OPTION_DECIMAL] = {"ui", "decimal", OPTION_TYPE_CHOICE, 0, 0, decimal_choices, "auto",
		NULL, N_("Decimal sign of amounts on the screen.")},
	[OPTION_START] = {"ui", "start", OPTION_TYPE_CHOICE, 0, 0, start_choices, "today", NULL,
		N_("The tab that is open at the start.")},
	[OPTION_BELL] = {"ui", "bell", OPTION_TYPE_BOOL, 0, 1, NULL, "yes", NULL,
		N_("Ring once when a task with a time becomes due.")},
	[OPTION_REMIND] = {"ui", "remind", OPTION_TYPE_NUMBER, 0, 1440, NULL, "5", N_("minutes"),
		N_("How long before its time a task without a reminder of its own is announced.")},
	[OPTION_KEY_LETTERS] = {"ui", "key_letters", OPTION_TYPE_BOOL, 0, 1, NULL, "no", NULL,
		N_("Show letters instead of numbers in the key bar, for keyboards without "
		   "function keys.")},
	[OPTION_TITLE] = {"ui", "title", OPTION_TYPE_BOOL, 0, 1, NULL, "yes", NULL,
		N_("Set the title of the terminal window.")},
	[OPTION_EDITOR] = {"ui", "editor", OPTION_TYPE_TEXT, 0, 1000, NULL, "", NULL,
		N_("Command that edits long texts; empty means VISUAL, EDITOR, then vi.")},
	[OPTION_CURRENCY] = {"office", "currency", OPTION_TYPE_TEXT, 3, 3, NULL, "EUR", NULL,
		N_("Currency of a new office file, as a three-letter code.")},
	[OPTION_COUNTRY_CODE] = {"office", "country_code", OPTION_TYPE_TEXT, 0, 4, NULL, "", NULL,
		N_("International code of your country without the plus (7, 359, 48): national "
		   "phone numbers are found with it.")},
	[OPTION_PRINT_COMMAND] = {"print", "command", OPTION_TYPE_TEXT, 0, 1000, NULL, "", NULL,
		N_("Command that takes a PDF file on its standard input and prints it; empty means "
		   "lp, or lpr where there is no lp. No shell runs it: words are separated by "
		   "blanks, quotes keep them together.")},
	[OPTION_PRINT_FONT] = {"print", "font", OPTION_TYPE_TEXT, 0, 4000, NULL, "", NULL,
		N_("TrueType file of the font to print with; empty finds one with Latin and "
		   "Cyrillic letters.")},
	[OPTION_PAPER] = {"print", "paper", OPTION_TYPE_CHOICE, 0, 0, paper_choices, "auto", NULL,
		N_("Paper to print on; auto asks the environment (LC_PAPER).")},
};

static bool option_parse_bool(const char *text, int *out)
{
	static const char *const yes[] = {"yes", "true", "on", "1"};
	static const char *const no[] = {"no", "false", "off", "0"};

	for (size_t i = 0; i < 4; i++) {
		if (!strcasecmp(text, yes[i])) {
			*out = 1;
			return true;
		}
		if (!strcasecmp(text, no[i])) {
			*out = 0;
			return true;
		}
	}
	return false;
}

/* Decimal digits only: no 0x, no octal. */
static bool option_parse_number(const struct option *opt, const char *text, int *out)
{
	long value = 0;

	if (!*text || strspn(text, "0123456789") != strlen(text) || strlen(text) > 9)
		return false;
	value = strtol(text, NULL, 10);
	*out = (int)value;
	return value >= opt->min && value <= opt->max;
}

static bool option_parse_choice(const struct option *opt, const char *text, int *out)
{
	for (int i = 0; opt->choices[i]; i++)
		if (!strcasecmp(opt->choices[i], text)) {
			*out = i;
			return true;
		}
	return false;
}

static bool option_parse_text(const struct option *opt, const char *text)
{
	size_t len = text_count(text);

	return text_is_utf8(text, strlen(text), NULL) && len >= (size_t)opt->min &&
	       len <= (size_t)opt->max;
}

static bool option_parse(const struct option *opt, const char *text, int *number)
{
	*number = 0;
	switch (opt->type) {
	case OPTION_TYPE_BOOL: return option_parse_bool(text, number);
	case OPTION_TYPE_NUMBER: return option_parse_number(opt, text, number);
	case OPTION_TYPE_CHOICE: return option_parse_choice(opt, text, number);
	default: return option_parse_text(opt, text);
	}
}

static void option_put(struct option_value *v, const char *text, int number, const char *origin)
{
	free(v->text);
	free(v->origin);
	v->text = mem_strdup(text);
	v->number = number;
	v->origin = mem_strdup(origin);
}

void options_init(struct options *o)
{
	*o = (struct options){0};
	for (int i = 0; i < OPTION_COUNT; i++) {
		int number;

		option_parse(&options[i], options[i].initial, &number);
		option_put(&o->value[i], options[i].initial, number, NULL);
	}
}

void options_release(struct options *o)
{
	for (int i = 0; i < OPTION_COUNT; i++) {
		free(o->value[i].text);
		free(o->value[i].origin);
	}
	for (size_t i = 0; i < o->nkeys; i++) {
		free(o->keys[i].action);
		free(o->keys[i].keys);
		free(o->keys[i].origin);
	}
	free(o->keys);
	*o = (struct options){0};
}

static enum status options_set_key(
	struct options *o, const char *name, const char *value, const char *origin, struct err *err)
{
	if (strncmp(name, "key_", 4) != 0 || !name[4])
		return err_set(err, ST_NOT_FOUND,
			_("[keys] has options like key_edit = \"e,F4\", not \"%s\""), name);
	o->keys = mem_grow(o->keys, &o->keys_cap, o->nkeys + 1, sizeof *o->keys);
	o->keys[o->nkeys++] =
		(struct option_key){mem_strdup(name + 4), mem_strdup(value), mem_strdup(origin)};
	return ST_OK;
}

enum status options_set(struct options *o, const char *section, const char *name, const char *value,
	const char *origin, struct err *err)
{
	bool known = !strcmp(section, "keys");

	if (known)
		return options_set_key(o, name, value, origin, err);
	for (int i = 0; i < OPTION_COUNT; i++) {
		const struct option *opt = &options[i];
		struct buf domain = BUF_INIT;
		int number;

		if (strcmp(opt->section, section) != 0)
			continue;
		known = true;
		if (strcmp(opt->name, name) != 0)
			continue;
		if (option_parse(opt, value, &number)) {
			option_put(&o->value[i], value, number, origin);
			return ST_OK;
		}
		option_print_domain(i, &domain);
		err_set(err, ST_BAD_DATA, _("%s = %s: may be %s"), name, value, buf_str(&domain));
		buf_release(&domain);
		return ST_BAD_DATA;
	}
	if (!known)
		return err_set(err, ST_NOT_FOUND, _("there is no section [%s]"), section);
	return err_set(err, ST_NOT_FOUND, _("there is no option \"%s\" in [%s]"), name, section);
}

const struct option *option_at(enum option_id id)
{
	return &options[id];
}

const char *options_text(const struct options *o, enum option_id id)
{
	return o->value[id].text ? o->value[id].text : "";
}

int options_number(const struct options *o, enum option_id id)
{
	return o->value[id].number;
}

void options_print(const struct options *o, enum option_id id, struct buf *out)
{
	const struct option *opt = &options[id];
	int number = o->value[id].number;

	switch (opt->type) {
	case OPTION_TYPE_BOOL: buf_add(out, number ? "yes" : "no"); break;
	case OPTION_TYPE_NUMBER: buf_addf(out, "%d", number); break;
	case OPTION_TYPE_CHOICE: buf_add(out, opt->choices[number]); break;
	default: buf_addf(out, "\"%s\"", options_text(o, id)); break;
	}
}

void option_print_domain(enum option_id id, struct buf *out)
{
	const struct option *opt = &options[id];

	switch (opt->type) {
	case OPTION_TYPE_BOOL: buf_add(out, _("yes or no")); break;
	case OPTION_TYPE_NUMBER:
		buf_addf(out, _("%d to %d"), opt->min, opt->max);
		if (opt->unit)
			buf_addf(out, " %s", _(opt->unit));
		break;
	case OPTION_TYPE_CHOICE:
		for (int i = 0; opt->choices[i]; i++)
			buf_addf(out, "%s%s", i ? ", " : "", opt->choices[i]);
		break;
	default:
		if (opt->min == opt->max)
			buf_addf(out, P_("text of %d character", "text of %d characters", opt->max),
				opt->max);
		else
			buf_addf(out,
				P_("text of at most %d character", "text of at most %d characters",
					opt->max),
				opt->max);
		break;
	}
}
