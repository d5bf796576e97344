/* --encoding, --delimiter, --decimal, --vcard */
#include "dialect.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/i18n.h"

const char dialect_help_encoding[] =
	N_("UTF-8, UTF-16LE, CP1251, CP1250, KOI8-R, CP866, ISO-8859-2 ...");
const char dialect_help_delimiter[] = N_("between cells: , ; | or tab");
const char dialect_help_decimal[] = N_("the decimal sign: . or ,");

enum status dialect_encoding(
	const struct session *s, enum charset *out, bool *given, struct err *err)
{
	const char *text = session_option(s, "encoding");
	struct buf known = BUF_INIT;
	enum status st;

	if (given)
		*given = text != NULL;
	if (!text || charset_find(text, out))
		return ST_OK;
	for (int i = 0; i < CHARSET_COUNT; i++)
		buf_addf(&known, "%s%s", i ? ", " : "", charset_name((enum charset)i));
	st = err_set(
		err, ST_USAGE, _("--encoding: \"%.40s\" is none of %s"), text, buf_str(&known));
	buf_release(&known);
	return st;
}

enum status dialect_delimiter(const struct session *s, char *out, struct err *err)
{
	static const struct {
		const char *name;
		char c;
	} names[] = {{",", ','}, {";", ';'}, {"|", '|'}, {"\t", '\t'}, {"\\t", '\t'}, {"tab", '\t'},
		{"comma", ','}, {"semicolon", ';'}, {"bar", '|'}, {"pipe", '|'}};
	const char *text = session_option(s, "delimiter");

	if (!text)
		return ST_OK;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (!strcasecmp(text, names[i].name)) {
			*out = names[i].c;
			return ST_OK;
		}
	return err_set(err, ST_USAGE, _("--delimiter: \"%.10s\" is none of , ; | tab"), text);
}

enum status dialect_decimal(const struct session *s, char *out, struct err *err)
{
	const char *text = session_option(s, "decimal");

	if (!text)
		return ST_OK;
	if ((*text != '.' && *text != ',') || text[1])
		return err_set(err, ST_USAGE, _("--decimal: \"%.10s\" is neither . nor ,"), text);
	*out = *text;
	return ST_OK;
}

enum status dialect_vcard(const struct session *s, enum vcard_version *out, struct err *err)
{
	const char *text = session_option(s, "vcard");

	if (!text)
		return ST_OK;
	if (strcmp(text, "3.0") != 0 && strcmp(text, "4.0") != 0)
		return err_set(err, ST_USAGE, _("--vcard: \"%.10s\" is neither 3.0 nor 4.0"), text);
	*out = *text == '4' ? VCARD_4_0 : VCARD_3_0;
	return ST_OK;
}
