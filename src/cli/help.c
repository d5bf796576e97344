/* help: the list of commands, one command, the fields of a kind, the filter language. */
#include <string.h>

#include "base/fold.h"
#include "base/i18n.h"
#include "base/text.h"
#include "commands.h"
#include "domain/catalog.h"
#include "domain/client.h"
#include "domain/deal.h"
#include "domain/interaction.h"
#include "domain/profile_kind.h"
#include "domain/task.h"
#include "nearest.h"
#include "say.h"
#include "session.h"
#include "target.h"

static const struct kind *const kinds[] = {&client_kind, &deal_kind, &task_kind, &interaction_kind,
	&product_kind, &user_kind, &contact_point_kind, &address_kind, &relation_kind,
	&pipeline_kind, &stage_kind, &stage_log_kind, &deal_item_kind, &choice_kind,
	&custom_field_kind, &import_profile_kind};

enum { KINDS = sizeof(kinds) / sizeof(kinds[0]) };

static const char filter_text[] =
	N_("A filter is words and conditions; all of them must hold.\n"
	   "\n"
	   "  ivanov                 the text has a word that begins so\n"
	   "  city:Sofia             the field is, or contains, this; a choice by code or title\n"
	   "  stage:won,lost         one of these\n"
	   "  amount>1000  >= < <=   compare\n"
	   "  closed_at:2017-01-01..2017-03-31\n"
	   "  due_day<=today         dates may be words: today, -90d, this-month\n"
	   "  owner:me               the person at the keyboard\n"
	   "  phone:empty            nothing there\n"
	   "  -status:lost           not\n"
	   "  a or b, ( ... )        either; together\n"
	   "  \"two words\"            blanks are kept\n"
	   "  deleted:yes            the trash\n");

static const char codes_text[] = N_(
	"Exit codes: 0 done, 1 nothing found, 2 wrong usage, 3 bad data in the input, 4 conflict\n"
	"or busy, 5 input/output or database error, 6 not allowed.\n");

/* "  left      right" with the right text in one column. */
static void row(const struct session *s, const char *left, const char *right, int cols)
{
	struct buf b = BUF_INIT;

	buf_add(&b, "  ");
	if (text_cols(left) < cols)
		text_pad(&b, left, cols, false);
	else
		buf_addf(&b, "%s\n  %*s", left, cols, "");
	buf_add(&b, right);
	say(s, "%s\n", buf_str(&b));
	buf_release(&b);
}

static void list_commands(const struct session *s)
{
	const struct cli_command *c;

	say(s, _("Usage: kartoteka [--db FILE] [--config FILE] [--lang L] [--no-color] [COMMAND "
		 "...]\n\nWithout a command the desk opens full screen. Commands:\n\n"));
	for (int i = 0; (c = s->command_at(i)); i++) {
		struct buf b = BUF_INIT;

		buf_addf(&b, "%s %s", c->name, c->usage);
		row(s, buf_str(&b), _(c->summary), 32);
		buf_release(&b);
	}
	say(s, _("\nkartoteka help COMMAND explains one; kartoteka help KIND names the fields of a "
		 "kind of\nrecord (client, deal, task ...); kartoteka help filter, the filter "
		 "language.\n\n"));
	say(s, "%s", _(codes_text));
}

static void list_options(const struct session *s, const struct cli_option *o)
{
	for (; o && o->name; o++) {
		struct buf b = BUF_INIT;

		buf_addf(&b, "--%s%s%s", o->name, o->value ? " " : "", o->value ? o->value : "");
		row(s, buf_str(&b), _(o->help), 24);
		buf_release(&b);
	}
}

static void explain_command(const struct session *s, const struct cli_command *c)
{
	say(s, _("Usage: kartoteka %s%s%s"), c->name, *c->usage ? " " : "", c->usage);
	say(s, "%s\n\n%s\n", c->options ? _(" [options]") : "", _(c->summary));
	if (c->text)
		say(s, "\n%s", _(c->text));
	say(s, _("\nOptions:\n"));
	list_options(s, c->options);
	list_options(s, args_common);
}

/* What may be written into a field. */
static void describe_type(const struct field *f, struct buf *b)
{
	static const char *const names[] = {[FT_TEXT] = N_("text"),
		[FT_NOTE] = N_("long text"),
		[FT_INT] = N_("number"),
		[FT_MONEY] = N_("amount"),
		[FT_PERCENT] = N_("percent"),
		[FT_QUANTITY] = N_("quantity"),
		[FT_DATE] = N_("date"),
		[FT_TIME] = N_("time"),
		[FT_INSTANT] = N_("date and time"),
		[FT_BOOL] = N_("yes or no"),
		[FT_CHOICE] = N_("one of: "),
		[FT_PICK] = N_("entry of the list"),
		[FT_SET] = N_("several of: "),
		[FT_LINK] = N_("name or #number"),
		[FT_PHONE] = N_("phone"),
		[FT_EMAIL] = N_("e-mail"),
		[FT_URL] = N_("address"),
		[FT_CURRENCY] = N_("currency")};

	if (f->type == FT_SET && !f->choices) {
		buf_add(b, _("entries of the list"));
		return;
	}
	buf_add(b, _(names[f->type]));
	for (const struct choice *c = f->choices; c && c->code; c++)
		buf_addf(b, "%s%s", c == f->choices ? "" : ", ", c->code);
}

static void explain_kind(const struct session *s, const struct kind *k)
{
	say(s, _("Fields of %s (%s):\n\n"), k->name, _(k->title));
	for (int i = 0; i < k->nfields; i++) {
		const struct field *f = &k->fields[i];
		struct buf b = BUF_INIT;

		if (f->flags & FF_HIDDEN)
			continue;
		buf_addf(&b, "%s; ", target_title(f));
		describe_type(f, &b);
		if (f->flags & FF_READONLY || f->sql)
			buf_add(&b, _("; kept by the program"));
		else if (f->flags & FF_REQUIRED)
			buf_add(&b, _("; required"));
		row(s, f->name, buf_str(&b), 20);
		buf_release(&b);
	}
	say(s, _("\nFields of the office's own: kartoteka list custom_field\n"));
}

static const struct kind *find_kind(const char *name)
{
	if (fold_same(name, "company") || fold_same(name, "person"))
		return &client_kind;
	for (int i = 0; i < KINDS; i++)
		if (fold_same(kinds[i]->name, name) || fold_same(_(kinds[i]->title), name) ||
			fold_same(_(kinds[i]->plural), name) || fold_same(kinds[i]->plural, name))
			return kinds[i];
	return NULL;
}

static enum status unknown(const struct session *s, const char *topic, struct err *err)
{
	const struct cli_command *c;
	struct nearest n;

	nearest_init(&n, topic);
	for (int i = 0; (c = s->command_at(i)); i++)
		nearest_try(&n, c->name);
	for (int i = 0; i < KINDS; i++)
		nearest_try(&n, kinds[i]->name);
	nearest_try(&n, "filter");
	if (nearest_best(&n))
		return err_set(err, ST_USAGE,
			_("help: nothing is called \"%.40s\"; did you mean %s?"), topic,
			nearest_best(&n));
	return err_set(err, ST_USAGE,
		_("help: \"%.40s\" is neither a command nor a kind of record"), topic);
}

static enum status run(struct session *s, struct err *err)
{
	const char *topic = session_word(s, 0);
	const struct cli_command *c;
	const struct kind *k;

	if (!topic && (session_flag(s, "help") || strcmp(s->command->name, "help") != 0)) {
		explain_command(s, s->command);
		return ST_OK;
	}
	if (!topic) {
		list_commands(s);
		return ST_OK;
	}
	for (int i = 0; (c = s->command_at(i)); i++)
		if (!strcmp(c->name, topic)) {
			explain_command(s, c);
			return ST_OK;
		}
	if (!strcmp(topic, "filter")) {
		say(s, "%s", _(filter_text));
		return ST_OK;
	}
	k = find_kind(topic);
	if (!k)
		return unknown(s, topic, err);
	explain_kind(s, k);
	return ST_OK;
}

const struct cli_command command_help = {
	.name = "help",
	.usage = "[COMMAND|KIND|filter]",
	.summary = N_("explain a command, the fields of a kind, filters"),
	.max_words = 1,
	.run = run,
};
