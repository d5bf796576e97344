/*
 * vCards out. A property is put together in a buffer as one long line, then folded into the stream: a line has at
 * most 75 bytes without its end, a continuation begins with a blank that counts (RFC 2426 2.6, RFC 6350 3.2).
 */
#include "exchange/vcard_out.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

enum { LINE_MAX_BYTES = 75 };

struct vcard_out {
	FILE *f;
	enum vcard_version version;
	struct buf line;
	int groups; /* item1, item2 ... of the card so far */
	int failed; /* errno of the first failure */
};

struct vcard_out *vcard_out_new(FILE *f, enum vcard_version version)
{
	struct vcard_out *o = mem_alloc(sizeof(*o));

	o->f = f;
	o->version = version;
	return o;
}

static void write_bytes(struct vcard_out *o, const char *bytes, size_t len)
{
	if (len > 0 && !o->failed && fwrite(bytes, 1, len, o->f) != len)
		o->failed = errno ? errno : EIO;
}

/* Write the line that was put together. It is good UTF-8. */
static void end_line(struct vcard_out *o)
{
	const char *p = o->line.data, *end = p + o->line.len;
	size_t room = LINE_MAX_BYTES;

	while ((size_t)(end - p) > room) {
		size_t len = room;

		while (((unsigned char)p[len] & 0xC0) == 0x80)
			len--;
		write_bytes(o, p, len);
		write_bytes(o, "\r\n ", 3);
		p += len;
		room = LINE_MAX_BYTES - 1;
	}
	write_bytes(o, p, (size_t)(end - p));
	write_bytes(o, "\r\n", 2);
	buf_clear(&o->line);
}

/* What is to be hidden by a backslash. */
static const char in_text[] = "\\,;";
static const char in_url[] = "\\";

/* Append a text: escapes put in, controls that no card can hold left out, bad bytes as U+FFFD. */
static void add_text(struct vcard_out *o, const char *s, const char *hidden)
{
	const char *end = s + strlen(s);
	char utf8[4];

	while (s < end) {
		uint32_t c = text_decode(&s, end);

		if (c == '\r' && *s == '\n')
			continue;
		if (c == '\n' || c == '\r')
			buf_add(&o->line, hidden == in_text ? "\\n" : " ");
		else if (c < 0x80 && strchr(hidden, (int)c))
			buf_addf(&o->line, "\\%c", (int)c);
		else if (c == '\t' || (c >= 0x20 && c != 0x7F && !(c >= 0x80 && c < 0xA0)))
			buf_addn(&o->line, utf8, (size_t)text_encode(c, utf8));
	}
}

static bool has(const char *s)
{
	return s && *s;
}

static void text_property(struct vcard_out *o, const char *name, const char *value)
{
	if (!has(value))
		return;
	buf_addf(&o->line, "%s:", name);
	add_text(o, value, in_text);
	end_line(o);
}

/* Components between semicolons. */
static void components(struct vcard_out *o, const char *const *parts, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_addch(&o->line, ';');
		add_text(o, parts[i] ? parts[i] : "", in_text);
	}
	end_line(o);
}

static void names(struct vcard_out *o, const struct vcard *c)
{
	const char *parts[] = {
		c->last_name, c->first_name, c->middle_name, c->salutation, c->suffix};
	size_t n = sizeof(parts) / sizeof(parts[0]);
	bool filled = false;

	buf_add(&o->line, "FN:");
	add_text(o, c->name ? c->name : "", in_text);
	end_line(o);
	for (size_t i = 0; i < n; i++) {
		if (c->company)
			parts[i] = NULL;
		filled |= has(parts[i]);
	}
	/* Phones show nobody without N; vcard_in knows that a whole name in it is no part. */
	if (!filled && !c->company)
		parts[1] = c->name;
	buf_add(&o->line, "N:");
	components(o, parts, n);
	text_property(o, "NICKNAME", c->nickname);
}

static void organisation(struct vcard_out *o, const struct vcard *c)
{
	const char *parts[] = {c->company ? c->name : c->employer, c->department};

	if (o->version == VCARD_4_0)
		text_property(o, "KIND", c->company ? "org" : "individual");
	else if (c->company)
		text_property(o, "X-ABSHOWAS", "COMPANY");
	if (has(parts[0]) || has(parts[1])) {
		buf_add(&o->line, "ORG:");
		components(o, parts, has(parts[1]) ? 2 : 1);
	}
	if (!c->company)
		text_property(o, "TITLE", c->job_title);
	text_property(o, "ROLE", c->role);
}

/* "work" or "home" when that is what a label says, in the desk's language too; NULL. */
static const char *label_type(const char *label)
{
	static const char *const types[] = {NC_("label", "work"), NC_("label", "home")};

	for (size_t i = 0; has(label) && i < 2; i++)
		if (!strcasecmp(label, types[i]) || !strcmp(label, i18n_in("label", types[i])))
			return types[i];
	return NULL;
}

/* Begin a property that may have a label: the label's line comes first, in the same group. */
static void begin_labelled(struct vcard_out *o, const char *label)
{
	if (!has(label))
		return;
	o->groups++;
	buf_addf(&o->line, "item%d.X-ABLABEL:", o->groups);
	add_text(o, label, in_text);
	end_line(o);
	buf_addf(&o->line, "item%d.", o->groups);
}

/* TYPE and PREF of a property whose name stands on the line. */
static void add_types(struct vcard_out *o, const char *type, const char *where, bool preferred)
{
	const char *pref = preferred && o->version == VCARD_3_0 ? "pref" : NULL;
	const char *const words[] = {type, where, pref};
	char mark = '=';

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (words[i]) {
			buf_addf(&o->line, "%s%c%s", mark == '=' ? ";TYPE" : "", mark, words[i]);
			mark = ',';
		}
	if (preferred && o->version == VCARD_4_0)
		buf_add(&o->line, ";PREF=1");
	buf_addch(&o->line, ':');
}

static bool is_uri_char(unsigned char c)
{
	return c > 0x20 && c < 0x7F && !strchr("\"%,;<>\\^`{|}", c);
}

/* A messenger's address is a URI; its scheme is the service when that can be one. */
static void messenger(struct vcard_out *o, const struct vcard_point *p)
{
	const char *label = p->label ? p->label : "", *s;
	size_t len =
		strspn(label, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-");
	bool scheme =
		len > 0 && !label[len] && label[0] > '9' && strncasecmp(label, "http", 4) != 0;

	if (!scheme)
		buf_add(&o->line, "x-apple");
	for (s = label; scheme && *s; s++)
		buf_addch(&o->line, (char)(*s >= 'A' && *s <= 'Z' ? *s + 32 : *s));
	buf_addch(&o->line, ':');
	for (s = p->value; *s; s++)
		if (is_uri_char((unsigned char)*s))
			buf_addch(&o->line, *s);
		else
			buf_addf(&o->line, "%%%02X", (unsigned char)*s);
}

static void point(struct vcard_out *o, const struct vcard_point *p)
{
	const char *where = label_type(p->label);

	if (!has(p->value))
		return;
	begin_labelled(o, p->label);
	switch (p->kind) {
	case VCARD_PHONE:
	case VCARD_MOBILE:
	case VCARD_FAX:
		buf_add(&o->line, "TEL");
		add_types(o,
			p->kind == VCARD_PHONE    ? "voice"
			: p->kind == VCARD_MOBILE ? "cell"
						  : "fax",
			where, p->preferred);
		add_text(o, p->value, in_text);
		break;
	case VCARD_EMAIL:
		buf_add(&o->line, "EMAIL");
		add_types(o, o->version == VCARD_3_0 ? "internet" : NULL, where, p->preferred);
		add_text(o, p->value, in_text);
		break;
	case VCARD_WEB:
		buf_add(&o->line, "URL");
		add_types(o, NULL, where, p->preferred);
		add_text(o, p->value, in_url);
		break;
	case VCARD_MESSENGER:
		buf_add(&o->line, "IMPP");
		add_types(o, NULL, NULL, p->preferred);
		messenger(o, p);
		break;
	}
	end_line(o);
}

static void address(struct vcard_out *o, const struct vcard_address *a)
{
	/* post office box and extended address stay empty */
	const char *parts[] = {NULL, NULL, a->street, a->city, a->region, a->postcode, a->country};
	size_t n = sizeof(parts) / sizeof(parts[0]);
	bool filled = false;

	for (size_t i = 0; i < n; i++)
		filled |= has(parts[i]);
	if (!filled)
		return;
	buf_add(&o->line, "ADR;TYPE=work");
	if (has(a->kind))
		buf_addf(&o->line, ",x-%s", a->kind);
	buf_addch(&o->line, ':');
	components(o, parts, n);
}

/* 3.0 has the extended form of ISO 8601, 4.0 the basic one. */
static void birthday(struct vcard_out *o, const char *iso)
{
	if (!has(iso))
		return;
	buf_add(&o->line, "BDAY:");
	for (; *iso; iso++)
		if (*iso != '-' || o->version == VCARD_3_0)
			buf_addch(&o->line, *iso);
	end_line(o);
}

static void tags(struct vcard_out *o, const struct vcard *c)
{
	bool first = true;

	for (size_t i = 0; i < c->ntags; i++) {
		if (!has(c->tags[i]))
			continue;
		buf_add(&o->line, first ? "CATEGORIES:" : ",");
		add_text(o, c->tags[i], in_text);
		first = false;
	}
	if (!first)
		end_line(o);
}

static void identity(struct vcard_out *o, const struct vcard *c)
{
	time_t at = (time_t)c->revision;
	struct tm tm;
	char text[40];

	if (has(c->uid)) {
		buf_add(&o->line, "UID");
		/* In 4.0 a UID is a URI unless it says otherwise. */
		buf_add(&o->line,
			o->version == VCARD_4_0 && !strchr(c->uid, ':') ? ";VALUE=text:" : ":");
		add_text(o, c->uid, in_text);
		end_line(o);
	}
	if (c->revision && gmtime_r(&at, &tm) &&
		strftime(text, sizeof(text),
			o->version == VCARD_3_0 ? "%Y-%m-%dT%H:%M:%SZ" : "%Y%m%dT%H%M%SZ", &tm)) {
		buf_addf(&o->line, "REV:%s", text);
		end_line(o);
	}
}

void vcard_out_card(struct vcard_out *o, const struct vcard *card)
{
	o->groups = 0;
	buf_add(&o->line, "BEGIN:VCARD");
	end_line(o);
	text_property(o, "VERSION", o->version == VCARD_3_0 ? "3.0" : "4.0");
	text_property(o, "PRODID", "-//Kartoteka//EN");
	names(o, card);
	organisation(o, card);
	for (size_t i = 0; i < card->npoints; i++)
		point(o, &card->points[i]);
	for (size_t i = 0; i < card->naddresses; i++)
		address(o, &card->addresses[i]);
	birthday(o, card->birthday);
	tags(o, card);
	text_property(o, "NOTE", card->notes);
	identity(o, card);
	buf_add(&o->line, "END:VCARD");
	end_line(o);
}

enum status vcard_out_finish(struct vcard_out *o, struct err *err)
{
	enum status st = ST_OK;

	if (!o->failed && fflush(o->f) != 0)
		o->failed = errno ? errno : EIO;
	if (o->failed) {
		errno = o->failed;
		st = err_errno(err, _("output"));
	}
	buf_release(&o->line);
	free(o);
	return st;
}
