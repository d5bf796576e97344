/*
 * Cards of a vCard file (2.1, 3.0, 4.0, also mixed), each as one row under a header, in constant memory: what import
 * reads like a table. The file is read twice, first to see which columns occur and how its 8-bit text is encoded.
 *
 * Header cells are names of import_target.h, so that nothing has to be mapped by hand; only columns that some card fills:
 *     name kind salutation first_name middle_name last_name suffix nickname
 *     employer department job_title role
 *     phone phone.2 mobile mobile.2 fax email email.2 website web.2 messenger ...   up to VCARD_IN_REPEATS of a kind
 *     phone.2.label mobile.label email.2.label ...                 "work", "home", or what the person called it
 *     street city region postcode country                          the preferred, else the work, else the first address
 *     address.visit.street address.billing.city ...                the others
 *     birthday           ISO
 *     birthday_no_year   "--04-12": what is no date of the calendar
 *     notes tags external_id
 * kind is person or company: by KIND, X-ABSHOWAS, or because nobody is named but an organisation. The name is FN, else made of
 * N (family, given, middle name), else the organisation, nickname, first e-mail or phone. Of a person the organisation is the employer. A card
 * without a plain phone gives its first mobile as phone. Values come in order of preference, equal ones once.
 * Texts of notes may have newlines, others have none; tags are joined by ", ".
 *
 * Understood: folding, quoted-printable and base64 with CHARSET, groups with X-ABLABEL, parameters in all spellings,
 * backslash escapes, tel:, mailto: and messenger addresses, byte order marks, UTF-16, LF CR CRLF. Skipped: pictures, sounds, keys (never held),
 * agents' cards inside a card, wrappers, cards of groups.
 * Formats: versit vCard 2.1, RFC 2425/2426 (3.0), RFC 6350 (4.0).
 */
#ifndef EXCHANGE_VCARD_IN_H
#define EXCHANGE_VCARD_IN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "exchange/charset.h"
#include "exchange/source.h"
#include "exchange/table_row.h"

#define VCARD_IN_REPEATS 9                  /* columns for one kind of number or address */
#define VCARD_IN_MAX_VALUE (1024 * 1024)    /* bytes of a property that is kept */
#define VCARD_IN_MAX_CARD (4 * 1024 * 1024) /* bytes of all that is kept of a card */

struct vcard_in_options {
	bool fixed;           /* charset was chosen by a person, else it is guessed */
	enum charset charset; /* of text without a CHARSET that is no UTF-8 */
	const char *lang;     /* the desk's language, for the guess; may be NULL */
};

/* What was left out or mended, in the whole file as far as it can be read. Lines are 0 when there is none. */
struct vcard_notes {
	int64_t cards;  /* that can be read: rows */
	int64_t groups; /* cards that are lists of other cards, skipped */
	int64_t left_out; /* values for which there were more than VCARD_IN_REPEATS, or no kind of address free */
	int64_t left_line; /* of the first of those cards */
	int64_t bad_lines; /* lines that are no property, skipped */
	int64_t bad_line;  /* the first one */
	int64_t bad_values; /* values with bytes that their encoding does not have (they become U+FFFD) */
	int64_t bad_value; /* line of the first one */
};

struct vcard_in;

/* Does the source begin like vCards? Reads 4 KiB. */
bool vcard_in_is(const struct source *src);

/*
 * Open a reader at the first card of src (borrowed, must outlive it); reads the whole file once. opt may be NULL. ST_BAD_DATA
 * when there is no card or the first one is faulty, as vcard_in_next(); *line, when not NULL, is then the fault's line.
 */
enum status vcard_in_open(struct source *src, const struct vcard_in_options *opt,
	struct vcard_in **out, int64_t *line, struct err *err);
void vcard_in_free(struct vcard_in *in); /* in may be NULL */

/* Names of the columns, borrowed for the reader's life; at least "name" and "kind". */
const struct table_row *vcard_in_header(const struct vcard_in *in);

/*
 * The next card; row.line is that of its BEGIN. ST_NOT_FOUND at the end (err untouched); ST_BAD_DATA with "FILE, line L: ..."
 * when the file cannot be read further (a card without END, NUL, a value that is too long), again on every later call; all cards
 * before it were given. ST_IO.
 */
enum status vcard_in_next(struct vcard_in *in, struct table_row *row, struct err *err);

const struct vcard_notes *vcard_in_notes(const struct vcard_in *in);
/* How 8-bit text without a CHARSET is read: as asked for, or guessed; CHARSET_UTF8 when there is none. */
enum charset vcard_in_charset(const struct vcard_in *in);
/* Bytes of the file consumed by the cards given so far, of source_size(). */
uint64_t vcard_in_consumed(const struct vcard_in *in);

#endif
