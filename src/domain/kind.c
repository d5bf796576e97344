/* Look-ups in field tables and choice lists: by name, and by whatever label a file or a person used. */
#include "domain/kind.h"

#include <string.h>

#include "base/fold.h"

/* Is label one of the '|'-separated aliases? */
static bool alias_matches(const char *aliases, const char *label)
{
	char one[256];

	while (aliases && *aliases) {
		size_t len = strcspn(aliases, "|");

		if (len > 0 && len < sizeof(one)) {
			memcpy(one, aliases, len);
			one[len] = '\0';
			if (fold_same(one, label))
				return true;
		}
		aliases += len;
		if (*aliases == '|')
			aliases++;
	}
	return false;
}

static bool title_matches(const char *title, const char *label)
{
	return title && (fold_same(title, label) || fold_same(gettext(title), label));
}

/* A label of punctuation only would be the same as any other such. */
static bool label_is_empty(const char *label)
{
	return !label || fold_same(label, "");
}

int kind_field(const struct kind *k, const char *name)
{
	for (int i = 0; name && i < k->nfields; i++)
		if (strcmp(k->fields[i].name, name) == 0)
			return i;
	return -1;
}

/* Names win over titles and titles over aliases, whatever a translation happens to coincide with. */
int kind_field_by_label(const struct kind *k, const char *label)
{
	if (label_is_empty(label))
		return -1;
	for (int i = 0; i < k->nfields; i++)
		if (fold_same(k->fields[i].name, label))
			return i;
	for (int i = 0; i < k->nfields; i++)
		if (title_matches(k->fields[i].title, label))
			return i;
	for (int i = 0; i < k->nfields; i++)
		if (alias_matches(k->fields[i].aliases, label))
			return i;
	return -1;
}

const char *choice_code(const struct choice *choices, const char *text)
{
	for (const struct choice *c = choices; c && c->code && text; c++)
		if (strcmp(c->code, text) == 0)
			return c->code;
	if (!choices || label_is_empty(text))
		return NULL;
	for (const struct choice *c = choices; c->code; c++)
		if (fold_same(c->code, text))
			return c->code;
	for (const struct choice *c = choices; c->code; c++)
		if (title_matches(c->title, text))
			return c->code;
	for (const struct choice *c = choices; c->code; c++)
		if (alias_matches(c->aliases, text))
			return c->code;
	return NULL;
}

const char *choice_title(const struct choice *choices, const char *code)
{
	for (const struct choice *c = choices; c && c->code && code; c++)
		if (strcmp(c->code, code) == 0)
			return gettext(c->title);
	return code;
}
