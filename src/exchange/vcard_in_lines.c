/*
 * Properties out of physical lines. A line is known to be complete only when the next one has been seen to be
 * no continuation, so one piece is always looked at ahead; text_lines never gives a piece that reaches over a line end.
 *
 * Only properties that somebody keeps are collected. As soon as the name is seen to be another one, the rest of the line is
 * dropped as it comes.
 */
#include "vcard_in_lines.h"

#include <string.h>
#include <strings.h>

#include "exchange/charset_guess.h"
#include "exchange/vcard_in.h"

#define LOOK 4096       /* bytes that tell UTF-16 */
#define MAX_HEADER 4096 /* bytes of name and parameters; of what nobody keeps this much is held */

static const struct {
	const char *name;
	enum vcard_prop prop;
	const char *service;
} props[] = {
	{"begin", VCARD_PROP_BEGIN, NULL},
	{"end", VCARD_PROP_END, NULL},
	{"version", VCARD_PROP_VERSION, NULL},
	{"agent", VCARD_PROP_AGENT, NULL},
	{"kind", VCARD_PROP_KIND, NULL},
	{"x-addressbookserver-kind", VCARD_PROP_KIND, NULL},
	{"x-abshowas", VCARD_PROP_SHOW_AS, NULL},
	{"fn", VCARD_PROP_FN, NULL},
	{"n", VCARD_PROP_N, NULL},
	{"nickname", VCARD_PROP_NICKNAME, NULL},
	{"x-nickname", VCARD_PROP_NICKNAME, NULL},
	{"org", VCARD_PROP_ORG, NULL},
	{"title", VCARD_PROP_TITLE, NULL},
	{"role", VCARD_PROP_ROLE, NULL},
	{"tel", VCARD_PROP_TEL, NULL},
	{"email", VCARD_PROP_EMAIL, NULL},
	{"url", VCARD_PROP_URL, NULL},
	{"impp", VCARD_PROP_MESSENGER, NULL},
	{"x-skype", VCARD_PROP_MESSENGER, "Skype"},
	{"x-skype-username", VCARD_PROP_MESSENGER, "Skype"},
	{"x-icq", VCARD_PROP_MESSENGER, "ICQ"},
	{"x-jabber", VCARD_PROP_MESSENGER, "XMPP"},
	{"x-aim", VCARD_PROP_MESSENGER, "AIM"},
	{"x-msn", VCARD_PROP_MESSENGER, "MSN"},
	{"x-yahoo", VCARD_PROP_MESSENGER, "Yahoo"},
	{"x-qq", VCARD_PROP_MESSENGER, "QQ"},
	{"x-gtalk", VCARD_PROP_MESSENGER, "Google Talk"},
	{"x-google-talk", VCARD_PROP_MESSENGER, "Google Talk"},
	{"x-gadugadu", VCARD_PROP_MESSENGER, "Gadu-Gadu"},
	{"x-telegram", VCARD_PROP_MESSENGER, "Telegram"},
	{"x-whatsapp", VCARD_PROP_MESSENGER, "WhatsApp"},
	{"x-viber", VCARD_PROP_MESSENGER, "Viber"},
	{"x-signal", VCARD_PROP_MESSENGER, "Signal"},
	{"x-matrix", VCARD_PROP_MESSENGER, "Matrix"},
	{"x-socialprofile", VCARD_PROP_PROFILE, NULL},
	{"socialprofile", VCARD_PROP_PROFILE, NULL},
	{"adr", VCARD_PROP_ADR, NULL},
	{"bday", VCARD_PROP_BDAY, NULL},
	{"note", VCARD_PROP_NOTE, NULL},
	{"categories", VCARD_PROP_CATEGORIES, NULL},
	{"uid", VCARD_PROP_UID, NULL},
	{"x-ablabel", VCARD_PROP_LABEL, NULL},
	{"x-android-custom", VCARD_PROP_CUSTOM, NULL},
};

bool vcard_slice_is(struct vcard_slice s, const char *word)
{
	size_t len = strlen(word);

	return (size_t)(s.end - s.p) == len && strncasecmp(s.p, word, len) == 0;
}

bool vcard_slice_empty(struct vcard_slice s)
{
	return s.p == s.end;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

struct vcard_slice vcard_slice_trim(struct vcard_slice s)
{
	while (s.p < s.end && is_blank(*s.p))
		s.p++;
	while (s.end > s.p && is_blank(s.end[-1]))
		s.end--;
	return s;
}

bool vcard_slice_cut(struct vcard_slice *rest, const char *marks, struct vcard_slice *part)
{
	const char *p = rest->p;

	if (!p)
		return false;
	while (p < rest->end && !(*p && strchr(marks, *p)))
		p += *p == '\\' && p + 1 < rest->end ? 2 : 1;
	*part = (struct vcard_slice){rest->p, p};
	rest->p = p < rest->end ? p + 1 : NULL;
	return true;
}

/* The first c outside double quotes; NULL. */
static const char *unquoted(const char *p, const char *end, const char *marks)
{
	bool quoted = false;

	for (; p < end; p++) {
		if (*p == '"')
			quoted = !quoted;
		else if (!quoted && *p && strchr(marks, *p))
			return p;
	}
	return NULL;
}

bool vcard_param(struct vcard_slice *rest, struct vcard_slice *name, struct vcard_slice *value)
{
	const char *stop, *equals;

	if (rest->p >= rest->end)
		return false;
	stop = unquoted(rest->p, rest->end, ";");
	if (!stop)
		stop = rest->end;
	equals = unquoted(rest->p, stop, "=");
	/* Android's own: X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=D0=9F) */
	if (equals && memchr(rest->p, '(', (size_t)(equals - rest->p)))
		equals = NULL;
	*name = vcard_slice_trim((struct vcard_slice){rest->p, equals ? equals : rest->p});
	*value = vcard_slice_trim((struct vcard_slice){equals ? equals + 1 : rest->p, stop});
	if (value->end - value->p >= 2 && *value->p == '"' && value->end[-1] == '"' &&
		!memchr(value->p + 1, '"', (size_t)(value->end - value->p - 2))) {
		value->p++;
		value->end--;
	}
	rest->p = stop < rest->end ? stop + 1 : rest->end;
	return true;
}

enum charset vcard_charset_of(const char *look, size_t len)
{
	struct charset_guess guess;

	/* UTF-16 has NULs in every BEGIN. */
	if (!memchr(look, '\0', len))
		return TEXT_LINES_BYTES;
	charset_guess(look, len, NULL, &guess);
	return guess.charset == CHARSET_UTF16LE || guess.charset == CHARSET_UTF16BE
		       ? guess.charset
		       : TEXT_LINES_BYTES;
}

enum status vcard_lines_open(struct vcard_lines *l, const struct source *src, struct err *err)
{
	char look[LOOK];
	size_t got = 0;
	enum status st = source_read(src, 0, look, sizeof(look), &got, err);

	*l = (struct vcard_lines){.loaded = false};
	if (st != ST_OK)
		return st;
	return text_lines_open(&l->text, src, vcard_charset_of(look, got), false, err);
}

void vcard_lines_release(struct vcard_lines *l)
{
	text_lines_release(&l->text);
	buf_release(&l->logical);
}

/* Is there a next line? Its first piece is then text.piece. */
static bool vcard_lines_peek(struct vcard_lines *l)
{
	if (!l->loaded)
		l->loaded = text_lines_next(&l->text);
	return l->loaded;
}

/* Where the value begins: behind the first colon that is not in quotes; NULL. */
static const char *header_end(const char *p, const char *end)
{
	const char *colon = unquoted(p, end, ":");

	return colon ? colon : memchr(p, ':', (size_t)(end - p));
}

/* What the logical line, or its beginning, is. */
static void vcard_lines_judge(struct vcard_lines *l)
{
	struct vcard_line *v = &l->line;
	const char *p = l->logical.data, *end = p + l->logical.len, *stop = p, *dot;
	struct vcard_slice name;

	while (stop < end && *stop != ':' && *stop != ';')
		stop++;
	if (stop == end || v->prop != VCARD_PROP_NONE)
		return;
	dot = memrchr(p, '.', (size_t)(stop - p));
	name = vcard_slice_trim((struct vcard_slice){dot ? dot + 1 : p, stop});
	if (vcard_slice_empty(name))
		return;
	v->prop = VCARD_PROP_OTHER;
	for (size_t i = 0; i < sizeof(props) / sizeof(props[0]); i++)
		if (vcard_slice_is(name, props[i].name)) {
			v->prop = props[i].prop;
			v->service = props[i].service;
		}
}

static bool is_kept(enum vcard_prop prop)
{
	return prop != VCARD_PROP_OTHER && prop != VCARD_PROP_AGENT;
}

/* The end of a line, after the last piece: without its line end. */
static size_t without_end(const char *p, size_t len)
{
	while (len > 0 && (p[len - 1] == '\n' || p[len - 1] == '\r'))
		len--;
	return len;
}

/* Append the physical line that was peeked at, without its first `skip` bytes. */
static void vcard_lines_take(struct vcard_lines *l, size_t skip)
{
	bool more;

	l->last = '\0';
	do {
		const struct text_lines *t = &l->text;
		size_t len = t->line_ended ? without_end(t->piece, t->len) : t->len;
		size_t at = skip < len ? skip : len;
		size_t max = is_kept(l->line.prop) ? VCARD_IN_MAX_VALUE + 1 : MAX_HEADER;
		size_t room = l->logical.len < max ? max - l->logical.len : 0;

		buf_addn(&l->logical, t->piece + at, len - at < room ? len - at : room);
		vcard_lines_judge(l);
		for (size_t i = len; i > at; i--)
			if (!is_blank(t->piece[i - 1])) {
				l->last = t->piece[i - 1];
				break;
			}
		skip = 0;
		more = !t->line_ended;
		l->loaded = false;
	} while (more && vcard_lines_peek(l));
}

/* Is the next line a BEGIN or END? Then no soft break reaches over it. */
static bool vcard_lines_peek_border(const struct vcard_lines *l)
{
	const struct text_lines *t = &l->text;

	return (t->len >= 9 && strncasecmp(t->piece, "END:VCARD", 9) == 0) ||
	       (t->len >= 11 && strncasecmp(t->piece, "BEGIN:VCARD", 11) == 0);
}

/* Split the logical line into its parts; false when its name and parameters have no end yet. */
static bool vcard_lines_split(struct vcard_lines *l)
{
	struct vcard_line *v = &l->line;
	const char *p = l->logical.data, *end = p + l->logical.len;
	const char *colon = header_end(p, l->logical.len < MAX_HEADER ? end : p + MAX_HEADER);
	const char *semicolon, *dot;
	struct vcard_slice rest, name, value;

	if (!colon)
		return false;
	semicolon = memchr(p, ';', (size_t)(colon - p));
	dot = memrchr(p, '.', (size_t)((semicolon ? semicolon : colon) - p));
	v->group = vcard_slice_trim((struct vcard_slice){p, dot ? dot : p});
	v->params = (struct vcard_slice){semicolon ? semicolon + 1 : colon, colon};
	v->value = (struct vcard_slice){colon + 1, end};
	v->quoted_printable = false;
	rest = v->params;
	while (vcard_param(&rest, &name, &value))
		if (vcard_slice_is(value, "QUOTED-PRINTABLE") &&
			(vcard_slice_empty(name) || vcard_slice_is(name, "ENCODING")))
			v->quoted_printable = true;
	return true;
}

/* Does the logical line end with a soft break? Its '=' is taken away. */
static bool vcard_lines_soft_break(struct vcard_lines *l)
{
	size_t len = l->logical.len;

	if (!l->line.quoted_printable || l->last != '=')
		return false;
	while (len > 0 && is_blank(l->logical.data[len - 1]))
		len--;
	if (len > 0 && l->logical.data[len - 1] == '=')
		l->logical.len = len - 1;
	l->last = '\0';
	return vcard_lines_peek(l) && !vcard_lines_peek_border(l);
}

/* Take the lines that go on with this one. */
static void vcard_lines_unfold(struct vcard_lines *l)
{
	bool split = false;

	while (l->logical.len <= VCARD_IN_MAX_VALUE) {
		/* A continuation may bring the colon. */
		if (!split)
			split = vcard_lines_split(l);
		if (vcard_lines_soft_break(l)) {
			vcard_lines_take(l, 0);
		} else if (vcard_lines_peek(l) && is_blank(*l->text.piece)) {
			if (l->keep_blanks && !l->line.quoted_printable && is_kept(l->line.prop))
				buf_addch(&l->logical, ' ');
			vcard_lines_take(l, 1);
		} else {
			break;
		}
	}
}

static bool is_base64(const char *p, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!((p[i] >= 'A' && p[i] <= 'Z') || (p[i] >= 'a' && p[i] <= 'z') ||
			    (p[i] >= '0' && p[i] <= '9') || strchr("+/= \t", p[i])))
			return false;
	return len > 0;
}

/* Nothing but blanks, or more of a picture that stands unfolded? */
static bool vcard_lines_idle(const struct vcard_lines *l)
{
	const struct text_lines *t = &l->text;
	size_t len = without_end(t->piece, t->len), blank = 0;

	while (blank < len && is_blank(t->piece[blank]))
		blank++;
	return (blank == len && t->line_ended) || (l->binary && is_base64(t->piece, len));
}

/* Drop the line that was peeked at. */
static void vcard_lines_drop(struct vcard_lines *l)
{
	bool more;

	do {
		more = !l->text.line_ended;
		l->loaded = false;
	} while (more && vcard_lines_peek(l));
}

static void vcard_lines_skip_mark(struct vcard_lines *l)
{
	if (l->text.line == 1 && l->text.len >= 3 &&
		memcmp(l->text.piece, "\xEF\xBB\xBF", 3) == 0) {
		l->text.piece += 3;
		l->text.len -= 3;
	}
}

enum vcard_next vcard_lines_next(struct vcard_lines *l)
{
	bool first = l->text.line == 0;

	for (;;) {
		if (!vcard_lines_peek(l))
			return l->text.ahead == TEXT_LINES_END ? VCARD_END : VCARD_FAULT;
		if (first)
			vcard_lines_skip_mark(l);
		first = false;
		if (!vcard_lines_idle(l))
			break;
		vcard_lines_drop(l);
	}
	buf_clear(&l->logical);
	l->line = (struct vcard_line){.line = l->text.line};
	vcard_lines_take(l, 0);
	vcard_lines_unfold(l);
	if (l->logical.len > VCARD_IN_MAX_VALUE)
		return VCARD_TOO_LONG;
	l->binary = !is_kept(l->line.prop);
	if (!vcard_lines_split(l)) {
		l->line.prop = VCARD_PROP_NONE;
		l->binary = false;
	}
	return VCARD_LINE;
}
