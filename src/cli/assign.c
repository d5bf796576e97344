/* field=value */
#include "assign.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "target.h"

/* A bare number is that of a record, as everywhere on the command line; stages may be called by one. */
static bool takes_number(const struct field *f, const char *text)
{
	return f->type == FT_LINK && f->link != KIND_STAGE && f->link != KIND_PIPELINE && *text &&
	       !text[strspn(text, "0123456789")];
}

enum status assign_text(
	struct office *o, struct record *r, int field, const char *text, struct err *err)
{
	struct parse_options opt = {.date_order = office_options(o)->date_order, .decimal = 0};
	enum status st = ST_NOT_FOUND;

	if (takes_number(&r->kind->fields[field], text)) {
		char *number = mem_printf("#%s", text);

		st = record_parse(o, r, field, number, &opt, NULL);
		free(number);
	}
	if (st)
		st = record_parse(o, r, field, text, &opt, err);

	if (st == ST_NOT_FOUND && err)
		st = err->status = ST_BAD_DATA;
	return st;
}

static bool is_first(const struct field *f)
{
	return f->type == FT_CURRENCY || (f->type == FT_LINK && f->link == KIND_PIPELINE);
}

static enum status assign_value(
	struct session *s, struct record *r, int field, const char *value, struct err *err)
{
	const char *input;
	enum status st;

	if (r->kind->fields[field].type != FT_NOTE || strcmp(value, "-") != 0)
		return assign_text(s->office, r, field, value, err);
	st = session_input(s, &input, err);
	return st ? st : assign_text(s->office, r, field, input, err);
}

/* The word's turn comes in the pass that its field belongs to. */
static enum status assign_word(
	struct session *s, struct record *r, const char *word, bool first_pass, struct err *err)
{
	const char *equals = strchr(word, '=');
	enum status st;
	char *name;
	int field;

	if (!equals || equals == word)
		return err_set(err, ST_USAGE, _("\"%.60s\": write field=value"), word);
	name = mem_strndup(word, (size_t)(equals - word));
	st = target_field(r->kind, name, true, &field, err);
	free(name);
	if (st || is_first(&r->kind->fields[field]) != first_pass)
		return st;
	return assign_value(s, r, field, equals + 1, err);
}

enum status assign_words(struct session *s, struct record *r, size_t first, struct err *err)
{
	enum status st = ST_OK;

	for (int pass = 0; pass < 2; pass++)
		for (size_t i = first; !st && i < s->args.nwords; i++)
			st = assign_word(s, r, s->args.words[i], pass == 0, err);
	return st;
}
