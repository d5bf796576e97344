/* Values of vCard properties as UTF-8: transfer encodings, charsets, escapes, dates, addresses of the kind tel: and mailto:. */
#ifndef EXCHANGE_VCARD_IN_TEXT_H
#define EXCHANGE_VCARD_IN_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "exchange/charset.h"
#include "vcard_in_lines.h"

/* How 8-bit text is read; what was seen of it. One for a pass over the file. */
struct vcard_charset {
	enum charset
		fallback; /* of what is neither UTF-8 nor labelled; CHARSET_UTF8: bad bytes become U+FFFD */
	struct buf sample; /* beginning of what needed the fallback */
	int64_t bad;       /* values with bytes that mean nothing */
	int64_t bad_line;
	uint16_t *tables[CHARSET_COUNT];
	struct buf bytes; /* scratch */
};

void vcard_charset_release(struct vcard_charset *c);
/* What the sample is written in; CHARSET_UTF8 when there is none. */
enum charset vcard_charset_guess(const struct vcard_charset *c, const char *lang);

/* How the values of one line are encoded. */
struct vcard_coding {
	bool quoted_printable, base64;
	bool labelled; /* charset is what the line says */
	enum charset charset;
	int64_t line;
};

struct vcard_coding vcard_coding_of(const struct vcard_line *line);
/* The value of a base64 line, decoded into out (bytes, still to be split); false when it is none. */
bool vcard_base64(struct vcard_slice value, struct buf *out);
/* Append the text of one component: decoded, escapes undone, controls but newline and tab dropped. */
void vcard_text(struct vcard_charset *c, const struct vcard_coding *how, struct vcard_slice raw,
	struct buf *out);
/* The same without undoing escapes: for addresses of the web, where a backslash before anything but , ; : \ stays. */
void vcard_text_url(struct vcard_charset *c, const struct vcard_coding *how, struct vcard_slice raw,
	struct buf *out);
/* "=D0=9F" to bytes; what is no such code stays. Appends. */
void vcard_quoted_printable(struct vcard_slice raw, struct buf *out);
/* "%20" to bytes. Appends. */
void vcard_percent(const char *s, size_t len, struct buf *out);

/*
 * A birthday: iso gets "1985-04-12" (full true), or "--04-12", "1985-04", "1985", or the text as it is. omit_year: the year in
 * it means nothing (Apple).
 */
void vcard_date(const char *s, bool omit_year, struct buf *iso, bool *full);

#endif
