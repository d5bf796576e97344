/*
 * One card while it is read: what its properties say, as text, in the order of the file. All texts stand in one buffer,
 * named by their offset, 0 being the empty one, so that a card is forgotten by emptying it.
 */
#ifndef EXCHANGE_VCARD_IN_CARD_H
#define EXCHANGE_VCARD_IN_CARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "exchange/vcard_out.h"
#include "vcard_in_lines.h"
#include "vcard_in_text.h"

enum {
	VCARD_POINTS_MAX = 256,
	VCARD_ADDRESSES_MAX = 32,
	VCARD_LABELS_MAX = 256,
};

enum vcard_part {
	VCARD_PART_FN,
	VCARD_PART_LAST, /* the parts of N, in its order */
	VCARD_PART_FIRST,
	VCARD_PART_MIDDLE,
	VCARD_PART_PREFIX,
	VCARD_PART_SUFFIX,
	VCARD_PART_NICKNAME,
	VCARD_PART_ORG,
	VCARD_PART_DEPARTMENT,
	VCARD_PART_TITLE,
	VCARD_PART_ROLE,
	VCARD_PART_BIRTHDAY,
	VCARD_PART_BIRTHDAY_NO_YEAR,
	VCARD_PART_NOTES,
	VCARD_PART_TAGS,
	VCARD_PART_UID,
	VCARD_PARTS
};

struct vcard_item { /* a contact point */
	enum vcard_point_kind kind;
	int prefer; /* vcard_in_types.h */
	size_t value, label, group;
};

enum { VCARD_STREET, VCARD_CITY, VCARD_REGION, VCARD_POSTCODE, VCARD_COUNTRY, VCARD_LINES };

struct vcard_place { /* an address */
	int prefer;
	bool work;
	const char *kind; /* code of an address kind; NULL */
	size_t lines[VCARD_LINES], group;
};

struct vcard_label {
	size_t group, text;
};

struct vcard_card {
	struct buf text;
	struct buf scratch;
	size_t part[VCARD_PARTS];
	int part_prefer[VCARD_PARTS];
	struct vcard_item points[VCARD_POINTS_MAX];
	struct vcard_place addresses[VCARD_ADDRESSES_MAX];
	struct vcard_label labels[VCARD_LABELS_MAX];
	size_t npoints, naddresses, nlabels;
	bool is_group, is_org, is_person;
	bool version_2; /* commas make no lists */
	int64_t line;
	int64_t left_out; /* values there was no room for */
};

void vcard_card_clear(struct vcard_card *card, int64_t line);
void vcard_card_release(struct vcard_card *card);
/* Take a property of the card; what is not known is none. */
void vcard_card_add(
	struct vcard_card *card, struct vcard_charset *charset, const struct vcard_line *line);
/* When all is read: labels to the values of their group. */
void vcard_card_end(struct vcard_card *card);
/* Append the cleaned text of s, which is none of the card's own, to the card (one line, or several); 0 when nothing of it is left. */
size_t vcard_card_keep(struct vcard_card *card, const char *s, size_t len, bool multiline);
const char *vcard_card_text(const struct vcard_card *card, size_t at);

#endif
