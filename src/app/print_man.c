/* The parts of the manual that come from the program's tables, as roff. */
#include "print_man.h"

#include <string.h>

#include "app/actions.h"
#include "app/options.h"
#include "base/text.h"
#include "cli/cli.h"

/* Text that roff prints as it stands. */
static void print_roff(FILE *out, const char *text)
{
	if (*text == '.' || *text == '\'')
		fputs("\\&", out);
	for (; *text; text++) {
		if (*text == '\\')
			fputs("\\e", out);
		else if (*text == '-')
			fputs("\\-", out);
		else
			fputc(*text, out);
	}
}

static void print_action(FILE *out, const struct action *a)
{
	fputs(".TP\n.B ", out);
	/* Without a key an action is called by its name. */
	if (!*a->keys)
		fputc(':', out);
	print_roff(out, *a->keys ? a->keys : a->name);
	fputs("\n", out);
	print_roff(out, a->help);
	fputs(".\n.RI ( ", out);
	print_roff(out, a->name);
	fputs(" )\n", out);
}

static void print_group(FILE *out, const char *title, unsigned contexts, unsigned but)
{
	fprintf(out, ".SS %s\n", title);
	for (int i = 0; i < ACTION_COUNT; i++)
		if (app_actions[i].contexts & contexts && !(app_actions[i].contexts & but))
			print_action(out, &app_actions[i]);
}

void print_man_keys(FILE *out)
{
	print_group(out, "Everywhere", CTX_GLOBAL, 0);
	print_group(out, "In lists", CTX_LIST, CTX_GLOBAL);
	print_group(
		out, "With a record", CTX_RECORD & ~(CTX_DEALS | CTX_DEAL), CTX_GLOBAL | CTX_LIST);
	print_group(out, "With a deal", CTX_DEALS | CTX_DEAL,
		CTX_GLOBAL | CTX_LIST | CTX_CARD | CTX_CLIENTS | CTX_TASKS);
	print_group(out, "In reports", CTX_REPORTS, CTX_GLOBAL | CTX_LIST | CTX_CARD);
	print_group(out, "In the history and the trash", CTX_HISTORY,
		CTX_GLOBAL | CTX_LIST | CTX_RECORD);
}

void print_man_options(FILE *out)
{
	const char *section = "";

	for (int i = 0; i < OPTION_COUNT; i++) {
		const struct option *opt = option_at(i);
		struct buf domain = BUF_INIT;

		if (strcmp(section, opt->section) != 0) {
			section = opt->section;
			fprintf(out, ".SS [%s]\n", section);
		}
		option_print_domain(i, &domain);
		fputs(".TP\n.BR ", out);
		print_roff(out, opt->name);
		fputs(" \" (", out);
		print_roff(out, buf_str(&domain));
		fputs(")\"\n", out);
		print_roff(out, opt->text);
		fputs("\nDefault: ", out);
		print_roff(out, *opt->initial ? opt->initial : "empty");
		fputs(".\n", out);
		buf_release(&domain);
	}
}

static void print_option(FILE *out, const struct cli_option *o)
{
	fputs(".RS\n.TP\n.B \\-\\-", out);
	print_roff(out, o->name);
	if (o->value) {
		fputs(" \\fI", out);
		print_roff(out, o->value);
		fputs("\\fR", out);
	}
	fputs("\n", out);
	print_roff(out, o->help);
	fputs("\n.RE\n", out);
}

static void print_text(FILE *out, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\n");
		char line[256];

		snprintf(line, sizeof(line), "%.*s", (int)len, text);
		print_roff(out, line);
		fputc('\n', out);
		text += len + (text[len] == '\n');
	}
}

static void print_sentence(FILE *out, const char *text)
{
	fputc(*text >= 'a' && *text <= 'z' ? *text - 'a' + 'A' : *text, out);
	print_roff(out, text + 1);
	fputs(".\n", out);
}

void print_man_commands(FILE *out)
{
	const struct cli_command *c;

	for (int i = 0; (c = cli_command_at(i)); i++) {
		fputs(".TP\n.B ", out);
		print_roff(out, c->name);
		if (*c->usage) {
			fputs(" \\fI", out);
			print_roff(out, c->usage);
			fputs("\\fR", out);
		}
		fputs("\n", out);
		print_sentence(out, c->summary);
		if (c->text)
			print_text(out, c->text);
		for (const struct cli_option *o = c->options; o && o->name; o++)
			print_option(out, o);
	}
}
