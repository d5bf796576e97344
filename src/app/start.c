/* What main() works out before anything is opened. */
#include "app/start.h"

#include <langinfo.h>
#include <locale.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app/actions.h"
#include "app/config.h"
#include "app/paths.h"
#include "base/mem.h"
#include "tui/theme.h"

enum {
	ARG_DB = 1,
	ARG_CONFIG,
	ARG_LANG,
	ARG_NO_COLOR,
	ARG_VERSION,
	ARG_HELP,
	ARG_KEYS,
	ARG_OPTIONS,
	ARG_COMMANDS
};

static const struct option_word {
	const char *name;
	int has_value, id;
} words[] = {
	{"db", 1, ARG_DB},
	{"config", 1, ARG_CONFIG},
	{"lang", 1, ARG_LANG},
	{"no-color", 0, ARG_NO_COLOR},
	{"version", 0, ARG_VERSION},
	{"help", 0, ARG_HELP},
	{"print-man-keys", 0, ARG_KEYS},
	{"print-man-options", 0, ARG_OPTIONS},
	{"print-man-commands", 0, ARG_COMMANDS},
};
#define WORDS (sizeof words / sizeof *words)

static void start_take(struct start_args *a, int id, const char *value)
{
	switch (id) {
	case ARG_DB: a->db = value; break;
	case ARG_CONFIG: a->config = value; break;
	case ARG_LANG: a->lang = value; break;
	case ARG_NO_COLOR: a->no_color = true; break;
	case ARG_VERSION: a->version = true; break;
	case ARG_HELP: a->help = true; break;
	case ARG_KEYS: a->man_keys = true; break;
	case ARG_OPTIONS: a->man_options = true; break;
	default: a->man_commands = true; break;
	}
}

/* "--name", "--name=value" or "--name value"; the number of words used, 0 with err filled. */
static int start_word(char **argv, int left, struct start_args *out, struct err *err)
{
	const char *word = argv[0] + 2, *equals = strchr(word, '=');
	size_t len = equals ? (size_t)(equals - word) : strlen(word);

	for (size_t i = 0; i < WORDS; i++) {
		if (strncmp(words[i].name, word, len) != 0 || words[i].name[len])
			continue;
		if (!words[i].has_value && equals) {
			err_set(err, ST_USAGE, _("--%s takes no value"), words[i].name);
			return 0;
		}
		if (words[i].has_value && !equals && left < 2) {
			err_set(err, ST_USAGE, _("--%s needs a value"), words[i].name);
			return 0;
		}
		start_take(out, words[i].id, equals ? equals + 1 : argv[1]);
		return words[i].has_value && !equals ? 2 : 1;
	}
	err_set(err, ST_USAGE, _("there is no option %s; see kartoteka --help"), argv[0]);
	return 0;
}

enum status start_parse(int argc, char **argv, struct start_args *out, struct err *err)
{
	int i = 1;

	*out = (struct start_args){0};
	while (i < argc && argv[i][0] == '-' && argv[i][1]) {
		int used;

		if (!strcmp(argv[i], "--")) {
			i++;
			break;
		}
		if (!strcmp(argv[i], "-h")) {
			out->help = true;
			i++;
			continue;
		}
		if (argv[i][1] != '-')
			return err_set(err, ST_USAGE,
				_("there is no option %s; see kartoteka --help"), argv[i]);
		used = start_word(argv + i, argc - i, out, err);
		if (!used)
			return ST_USAGE;
		i += used;
	}
	out->command = i;
	if (out->db && !*out->db)
		return err_set(err, ST_USAGE, _("--db needs the name of a file"));
	return ST_OK;
}

/* --- What "auto" means -------------------------------------------------------------------------- */

static bool start_lang_is(const char *language)
{
	return !strcmp(i18n_language(), language);
}

static enum date_order start_date_order(int chosen)
{
	const char *format = nl_langinfo(D_FMT), *locale = setlocale(LC_TIME, NULL);
	size_t at;

	if (chosen > 0)
		return (enum date_order)(chosen - 1);
	if (!start_lang_is("en"))
		return DATE_DMY;
	if (!locale || !strcmp(locale, "POSIX") ||
		(locale[0] == 'C' && (!locale[1] || locale[1] == '.')))
		return DATE_YMD;
	at = strcspn(format, "demyYFD");
	if (format[at] == 'm' || format[at] == 'D')
		return DATE_MDY;
	return format[at] == 'y' || format[at] == 'Y' || format[at] == 'F' ? DATE_YMD : DATE_DMY;
}

static char start_decimal(int chosen)
{
	if (chosen > 0)
		return chosen == 1 ? '.' : ',';
	return start_lang_is("en") ? '.' : ',';
}

/* Russian letters have no other meaning as commands, so that they are understood in every language without letters of its own. */
static enum key_layout start_layout(const struct options *o)
{
	const char *locale = setlocale(LC_CTYPE, NULL);
	enum key_layout layout = LAYOUT_NONE;

	if (options_number(o, OPTION_LAYOUT) > 0) {
		key_layout_parse(options_text(o, OPTION_LAYOUT), &layout);
		return layout;
	}
	if (start_lang_is("bg"))
		return LAYOUT_BG;
	return locale && !strncmp(locale, "uk", 2) ? LAYOUT_UK : LAYOUT_RU;
}

/* --- Configuration -------------------------------------------------------------------------------- */

static void start_note(struct start *s, const struct err *err)
{
	buf_addf(&s->notes, "%s\n", err->text);
}

static enum status start_read(struct start *s, const char *config, struct err *err)
{
	char *own = path_config("kartoteka.ini");
	struct err note = ERR_INIT;

	if (config_read("/etc/kartoteka.ini", false, &s->options, &s->notes, &note) != ST_OK)
		start_note(s, &note);
	if (config_read(own, false, &s->options, &s->notes, &note) != ST_OK)
		start_note(s, &note);
	free(own);
	return config ? config_read(config, true, &s->options, &s->notes, err) : ST_OK;
}

static enum status start_language(struct start *s, const char *lang, struct err *err)
{
	if (lang && !i18n_set_language(lang))
		return err_set(
			err, ST_USAGE, _("--lang %s: the languages are en, ru, bg and pl"), lang);
	if (!lang && options_number(&s->options, OPTION_LANGUAGE) > 0)
		i18n_set_language(options_text(&s->options, OPTION_LANGUAGE));
	return ST_OK;
}

static void start_collision(void *arg, const char *a, const char *b, const char *key)
{
	struct start *s = arg;

	buf_addf(&s->notes, _("[keys]: %s is the key of %s and of %s; the first one has it"), key,
		a, b);
	buf_addch(&s->notes, '\n');
}

static void start_keys(struct start *s)
{
	const struct options *o = &s->options;

	s->keymap = keymap_new(app_actions, ACTION_COUNT);
	s->layout = start_layout(o);
	keymap_set_layout(s->keymap, s->layout);
	for (size_t i = 0; i < o->nkeys; i++) {
		struct err err = ERR_INIT;

		if (keymap_bind(s->keymap, o->keys[i].action, o->keys[i].keys, &err) != ST_OK)
			buf_addf(&s->notes, "%s: [keys] key_%s: %s\n", o->keys[i].origin,
				o->keys[i].action, err.text);
	}
	if (o->nkeys)
		keymap_check(s->keymap, start_collision, s);
}

static char *start_db_path(const struct start *s, const char *db)
{
	const char *env = getenv("KARTOTEKA_DB");

	if (db)
		return mem_strdup(db);
	if (env && *env)
		return mem_strdup(env);
	if (*options_text(&s->options, OPTION_PATH))
		return path_expand(options_text(&s->options, OPTION_PATH));
	return path_data("office.db");
}

static void start_office(struct start *s)
{
	const struct options *o = &s->options;
	const char *country = options_text(o, OPTION_COUNTRY_CODE);

	s->office = (struct office_options){.mode = DB_OPEN_OR_CREATE,
		.login = s->who.login,
		.user_name = s->who.name,
		.origin = s->who.origin,
		.currency = options_text(o, OPTION_CURRENCY),
		.country_code = *country ? country : NULL,
		.date_order = start_date_order(options_number(o, OPTION_DATE_ORDER)),
		.decimal = start_decimal(options_number(o, OPTION_DECIMAL))};
}

/* US Letter is 216 mm wide; the C locale, which says so little else, has A4. */
static enum pdf_paper start_paper(const struct options *o)
{
	int chosen = options_number(o, OPTION_PAPER);
	int width = (int)(intptr_t)nl_langinfo(_NL_PAPER_WIDTH);

	if (chosen > 0)
		return chosen == 2 ? PDF_LETTER : PDF_A4;
	return width == 216 ? PDF_LETTER : PDF_A4;
}

static void start_print(struct start *s)
{
	s->print = (struct print_settings){.paper = start_paper(&s->options),
		.font = options_text(&s->options, OPTION_PRINT_FONT),
		.command = options_text(&s->options, OPTION_PRINT_COMMAND)};
}

enum status start_init(struct start *s, const struct start_args *args, struct err *err)
{
	enum status st;

	*s = (struct start){.no_color = args->no_color || theme_no_color()};
	options_init(&s->options);
	whoami_init(&s->who);
	i18n_init(args->lang);
	st = start_language(s, args->lang, err);
	if (!st)
		st = start_read(s, args->config, err);
	if (!st)
		st = start_language(s, args->lang, err);
	start_keys(s);
	start_office(s);
	start_print(s);
	s->db_path = start_db_path(s, args->db);
	return st;
}

void start_release(struct start *s)
{
	keymap_free(s->keymap);
	whoami_release(&s->who);
	options_release(&s->options);
	buf_release(&s->notes);
	free(s->db_path);
}
