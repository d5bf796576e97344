/*
 * vCards out: 3.0 (RFC 2426, what every phone and mail program takes) or 4.0 (RFC 6350), UTF-8, CRLF, lines folded at
 * 75 bytes between characters. Reading them back with vcard_in gives the same values.
 *
 * Labels that people wrote stand in X-ABLABEL, as Apple's programs write them; the kind of an address in its TYPE. Controls that
 * a vCard cannot hold are left out, ill-formed UTF-8 becomes U+FFFD.
 *
 * Failures of the stream are kept and reported by vcard_out_finish(), as in csv_out.h.
 */
#ifndef EXCHANGE_VCARD_OUT_H
#define EXCHANGE_VCARD_OUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/err.h"

enum vcard_version { VCARD_3_0, VCARD_4_0 };

enum vcard_point_kind {
	VCARD_PHONE,
	VCARD_MOBILE,
	VCARD_FAX,
	VCARD_EMAIL,
	VCARD_WEB,
	VCARD_MESSENGER,
};

struct vcard_point {
	enum vcard_point_kind kind;
	const char *value;
	const char *
		label; /* "work", "home" also become the TYPE; of a messenger its service ("Telegram"); NULL */
	bool preferred; /* the first one of the card */
};

struct vcard_address {
	const char *kind; /* billing, shipping, visit; NULL: the card's own address */
	const char *street, *city, *region, *postcode, *country;
};

/* What to write. Texts are UTF-8 and borrowed; NULL and "" are the same. */
struct vcard {
	bool company; /* name is the organisation's; else a person's */
	const char *name;
	const char *salutation, *first_name, *middle_name, *last_name, *suffix, *nickname;
	const char *employer, *department, *job_title, *role;
	const struct vcard_point *points;
	size_t npoints;
	const struct vcard_address *addresses;
	size_t naddresses;
	const char *birthday; /* "YYYY-MM-DD" */
	const char *notes;    /* may have newlines */
	const char *const *tags;
	size_t ntags;
	const char *uid;  /* NULL: none */
	int64_t revision; /* UTC seconds of the last change; 0 none */
};

struct vcard_out;

/* Write to f (borrowed; not closed). */
struct vcard_out *vcard_out_new(FILE *f, enum vcard_version version);
void vcard_out_card(struct vcard_out *o, const struct vcard *card);
/* Flush, and free o whatever happens. ST_IO when any write failed. */
enum status vcard_out_finish(struct vcard_out *o, struct err *err);

#endif
