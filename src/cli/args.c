/* Options and words of a command, by its table. */
#include "args.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "nearest.h"

const struct cli_option args_common[] = {
	{"db", "FILE", N_("the office file, instead of the usual one")},
	{"no-color", NULL, N_("no colours, whatever the terminal can do")},
	{"help", NULL, N_("explain the command and do nothing")},
	{0},
};

static const struct cli_option *find_in(
	const struct cli_option *options, const char *name, size_t len)
{
	for (const struct cli_option *o = options; o && o->name; o++)
		if (!strncmp(o->name, name, len) && !o->name[len])
			return o;
	return NULL;
}

static void try_all(struct nearest *n, const struct cli_option *options)
{
	for (const struct cli_option *o = options; o && o->name; o++)
		nearest_try(n, o->name);
}

static enum status unknown(
	const struct cli_command *c, const char *name, size_t len, struct err *err)
{
	static const char *const before[] = {"config", "lang"};
	char *word = mem_strndup(name, len);
	struct nearest n;
	enum status st;

	nearest_init(&n, word);
	try_all(&n, c->options);
	try_all(&n, args_common);
	for (size_t i = 0; i < sizeof(before) / sizeof(before[0]); i++)
		if (!strcmp(word, before[i]))
			n.best = NULL;
	if (!strcmp(word, before[0]) || !strcmp(word, before[1]))
		st = err_set(err, ST_USAGE,
			_("--%s stands before the command: kartoteka --%s ... %s"), word, word,
			c->name);
	else if (nearest_best(&n))
		st = err_set(err, ST_USAGE, _("%s has no option --%s; did you mean --%s?"), c->name,
			word, nearest_best(&n));
	else
		st = err_set(err, ST_USAGE, _("%s has no option --%s"), c->name, word);
	free(word);
	return st;
}

static void keep(struct args *a, const struct cli_option *o, const char *value)
{
	a->options = mem_grow(a->options, &a->cap_options, a->noptions + 1, sizeof(*a->options));
	a->options[a->noptions++] = (struct arg){o, value};
}

/* One word that begins with "--" (and is longer). *used: how many words it took. */
static enum status take_option(struct args *a, const struct cli_command *c, char **argv, int left,
	int *used, struct err *err)
{
	const char *name = argv[0] + 2, *equals = strchr(name, '=');
	size_t len = equals ? (size_t)(equals - name) : strlen(name);
	const struct cli_option *o = find_in(c->options, name, len);
	const char *value = equals ? equals + 1 : NULL;

	*used = 1;
	if (!o)
		o = find_in(args_common, name, len);
	if (!o)
		return unknown(c, name, len, err);
	if (!o->value && equals)
		return err_set(err, ST_USAGE, _("--%s takes no value"), o->name);
	if (o->value && !equals) {
		if (left < 2)
			return err_set(err, ST_USAGE, _("--%s needs a value: --%s %s"), o->name,
				o->name, o->value);
		value = argv[1];
		*used = 2;
	}
	keep(a, o, value);
	return ST_OK;
}

static enum status check_words(const struct args *a, const struct cli_command *c, struct err *err)
{
	if (args_has(a, "help"))
		return ST_OK;
	if (a->nwords < (size_t)c->min_words)
		return err_set(err, ST_USAGE, _("%s: something is missing"), c->name);
	if (c->max_words >= 0 && a->nwords > (size_t)c->max_words)
		return err_set(err, ST_USAGE, _("%s: \"%.80s\" is one word too many"), c->name,
			a->words[c->max_words]);
	return ST_OK;
}

enum status args_parse(
	struct args *a, const struct cli_command *c, int argc, char **argv, struct err *err)
{
	bool ended = false;
	enum status st = ST_OK;

	*a = (struct args){0};
	for (int i = 1, used; !st && i < argc; i += used) {
		const char *word = argv[i];

		used = 1;
		if (!ended && !strcmp(word, "--")) {
			ended = true;
		} else if (!ended && !strcmp(word, "-h")) {
			keep(a, find_in(args_common, "help", 4), NULL);
		} else if (!ended && word[0] == '-' && word[1] == '-') {
			st = take_option(a, c, argv + i, argc - i, &used, err);
		} else if (!ended && word[0] == '-' && word[1]) {
			st = err_set(err, ST_USAGE,
				_("%s has no option %s; a word that begins with - goes behind --"),
				c->name, word);
		} else {
			a->words =
				mem_grow(a->words, &a->cap_words, a->nwords + 1, sizeof(*a->words));
			a->words[a->nwords++] = word;
		}
	}
	return st ? st : check_words(a, c, err);
}

void args_release(struct args *a)
{
	free(a->options);
	free(a->words);
	*a = (struct args){0};
}

bool args_has(const struct args *a, const char *name)
{
	size_t at = 0;

	while (at < a->noptions)
		if (!strcmp(a->options[at++].option->name, name))
			return true;
	return false;
}

const char *args_next(const struct args *a, const char *name, size_t *at)
{
	while (*at < a->noptions) {
		const struct arg *o = &a->options[(*at)++];

		if (!strcmp(o->option->name, name))
			return o->value;
	}
	return NULL;
}

const char *args_value(const struct args *a, const char *name)
{
	const char *value, *last = NULL;
	size_t at = 0;

	while ((value = args_next(a, name, &at)))
		last = value;
	return last;
}
