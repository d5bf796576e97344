/*
 * Lines of a vCard file as properties: unfolded, soft breaks of quoted-printable joined, of what nobody keeps (pictures, keys)
 * only the beginning. Values are still encoded: bytes of the file, or UTF-8 when the file is UTF-16.
 */
#ifndef EXCHANGE_VCARD_IN_LINES_H
#define EXCHANGE_VCARD_IN_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "exchange/source.h"
#include "text_lines.h"

enum vcard_prop {
	VCARD_PROP_NONE, /* no property at all: the line has no name or no colon */
	VCARD_PROP_OTHER,
	VCARD_PROP_BEGIN,
	VCARD_PROP_END,
	VCARD_PROP_VERSION,
	VCARD_PROP_AGENT,
	VCARD_PROP_KIND,
	VCARD_PROP_SHOW_AS,
	VCARD_PROP_FN,
	VCARD_PROP_N,
	VCARD_PROP_NICKNAME,
	VCARD_PROP_ORG,
	VCARD_PROP_TITLE,
	VCARD_PROP_ROLE,
	VCARD_PROP_TEL,
	VCARD_PROP_EMAIL,
	VCARD_PROP_URL,
	VCARD_PROP_MESSENGER,
	VCARD_PROP_PROFILE,
	VCARD_PROP_ADR,
	VCARD_PROP_BDAY,
	VCARD_PROP_NOTE,
	VCARD_PROP_CATEGORIES,
	VCARD_PROP_UID,
	VCARD_PROP_LABEL,
	VCARD_PROP_CUSTOM,
};

/* A piece of text that is not terminated. */
struct vcard_slice {
	const char *p, *end;
};

struct vcard_line {
	enum vcard_prop prop;
	const char *service; /* VCARD_PROP_MESSENGER by the property's name: "Skype"; NULL */
	struct vcard_slice group, params,
		value; /* borrowed until the next line; params without the first ';' */
	bool quoted_printable;
	int64_t line; /* on which it begins */
};

struct vcard_lines {
	struct text_lines text;
	bool loaded; /* text has a piece, the first of its line, that is not taken yet */
	bool binary; /* the last property was one whose value may go on in lines that look like nothing */
	bool keep_blanks; /* vCard 2.1 folds at blanks and keeps them */
	char last;        /* of the physical line taken last, blanks aside */
	struct buf logical;
	struct vcard_line line;
};

enum vcard_next { VCARD_LINE, VCARD_END, VCARD_TOO_LONG, VCARD_FAULT /* text.ahead says which */ };

/* By the beginning of a file: one of the UTF-16s, or TEXT_LINES_BYTES. */
enum charset vcard_charset_of(const char *look, size_t len);
enum status vcard_lines_open(struct vcard_lines *l, const struct source *src, struct err *err);
void vcard_lines_release(struct vcard_lines *l);
/* The next property into l->line; of VCARD_TOO_LONG only l->line.line. */
enum vcard_next vcard_lines_next(struct vcard_lines *l);

/*
 * The next parameter of a line, from *rest: its name ("" of 2.1's bare values) and its value without quotes around it; false at
 * the end.
 */
bool vcard_param(struct vcard_slice *rest, struct vcard_slice *name, struct vcard_slice *value);
bool vcard_slice_is(struct vcard_slice s, const char *word); /* ASCII letter case ignored */
bool vcard_slice_empty(struct vcard_slice s);
struct vcard_slice vcard_slice_trim(struct vcard_slice s); /* blanks at both ends */
/* Cut the part up to any of the marks off *rest; a backslash hides the character behind it. False when nothing is left. */
bool vcard_slice_cut(struct vcard_slice *rest, const char *marks, struct vcard_slice *part);

#endif
