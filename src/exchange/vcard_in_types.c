/* Types in all their spellings: TYPE=cell,work TYPE="cell,work" CELL;WORK type=pref PREF=1 X-Word. */
#include "vcard_in_types.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/text.h"
#include "domain/client.h"
#include "vcard_in_text.h"

/* Types that tell nothing a label should say. */
static const char *const idle_types[] = {"voice", "internet", "pref", "msg", "text", "uri", "dom",
	"intl", "postal", "parcel", "work", "home", "cell", "fax", "video", "textphone", "x400",
	"quoted-printable", "base64", "8bit", "7bit", "b", "date", "main-number", NULL};

static bool is_idle_type(const char *word)
{
	for (int i = 0; idle_types[i]; i++)
		if (!strcasecmp(idle_types[i], word))
			return true;
	return false;
}

/* "X-Ассистент", or Android's "X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=D0=90)" */
static void custom_type(struct vcard_types *t, const char *word, size_t len)
{
	struct buf bytes = BUF_INIT;
	const char *comma;

	if (!strncasecmp(word, "X-CUSTOM(", 9) && (comma = memrchr(word, ',', len))) {
		const char *end = word + len - (word[len - 1] == ')');

		vcard_quoted_printable(
			(struct vcard_slice){comma + 1, end > comma ? end : comma + 1}, &bytes);
	} else {
		buf_addn(&bytes, word + 2, len - 2);
	}
	text_copy(t->other, sizeof(t->other), buf_str(&bytes));
	buf_release(&bytes);
}

static void take_type(struct vcard_types *t, struct vcard_slice s)
{
	const struct choice *kinds = address_kind.fields[ADDRESS_KIND].choices;
	char word[200];
	size_t len;

	s = vcard_slice_trim(s);
	if (s.end - s.p >= 2 && *s.p == '"' && s.end[-1] == '"')
		s = (struct vcard_slice){s.p + 1, s.end - 1};
	len = (size_t)(s.end - s.p);
	if (!len || len >= sizeof(word) || memchr(s.p, '\0', len))
		return;
	memcpy(word, s.p, len);
	word[len] = '\0';
	t->work |= !strcasecmp(word, "work");
	t->home |= !strcasecmp(word, "home");
	t->cell |= !strcasecmp(word, "cell") || !strcasecmp(word, "mobile");
	t->fax |= !strcasecmp(word, "fax") || !strcasecmp(word, "facsimile");
	t->voice |= !strcasecmp(word, "voice");
	t->parcel |= !strcasecmp(word, "parcel");
	if (!strcasecmp(word, "pref"))
		t->prefer = 1;
	for (const struct choice *c = kinds; c->code; c++)
		if (!strcasecmp(word + (strncasecmp(word, "x-", 2) ? 0 : 2), c->code))
			t->address = c->code;
	if (is_idle_type(word) || *t->other)
		return;
	if (len > 2 && !strncasecmp(word, "x-", 2))
		custom_type(t, word, len);
	else
		text_copy(t->other, sizeof(t->other), word);
}

static void take_types(struct vcard_types *t, struct vcard_slice list)
{
	struct vcard_slice part;

	if (list.end - list.p > 9 && !strncasecmp(list.p, "X-CUSTOM(", 9)) {
		take_type(t, list);
		return;
	}
	while (vcard_slice_cut(&list, ",", &part))
		take_type(t, part);
}

struct vcard_types vcard_types_of(const struct vcard_line *line)
{
	struct vcard_types t = {.prefer = VCARD_PREFER_NOT};
	struct vcard_slice rest = line->params, name, value;

	while (vcard_param(&rest, &name, &value)) {
		size_t len = (size_t)(value.end - value.p);

		if (vcard_slice_empty(name) || vcard_slice_is(name, "TYPE")) {
			take_types(&t, value);
		} else if (vcard_slice_is(name, "PREF") && len >= 1 && len <= 3) {
			int n = 0;

			for (const char *p = value.p; p < value.end; p++)
				n = *p >= '0' && *p <= '9' ? n * 10 + (*p - '0') : 1000;
			if (n >= 1 && n <= 100)
				t.prefer = n;
		} else if (vcard_slice_is(name, "X-SERVICE-TYPE") ||
			   vcard_slice_is(name, "SERVICE-TYPE")) {
			if (len < sizeof(t.service) && !memchr(value.p, '\0', len))
				memcpy(t.service, value.p, len);
		} else if (vcard_slice_is(name, "X-APPLE-OMIT-YEAR")) {
			t.omit_year = true;
		}
	}
	return t;
}
