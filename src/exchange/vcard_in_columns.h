/* The columns that a card can fill, under names of import_target.h, and a card's cells in them. */
#ifndef EXCHANGE_VCARD_IN_COLUMNS_H
#define EXCHANGE_VCARD_IN_COLUMNS_H

#include "base/buf.h"
#include "exchange/vcard_in.h"
#include "vcard_in_card.h"

enum { VCARD_POINT_KINDS = VCARD_MESSENGER + 1, VCARD_ADDRESS_KINDS = 4 };

enum vcard_column {
	VCARD_COL_NAME,
	VCARD_COL_KIND,
	VCARD_COL_SALUTATION,
	VCARD_COL_FIRST,
	VCARD_COL_MIDDLE,
	VCARD_COL_LAST,
	VCARD_COL_SUFFIX,
	VCARD_COL_NICKNAME,
	VCARD_COL_EMPLOYER,
	VCARD_COL_DEPARTMENT,
	VCARD_COL_JOB_TITLE,
	VCARD_COL_ROLE,
	VCARD_COL_POINTS, /* by kind, number, and value before label */
	VCARD_COL_ADDRESSES = VCARD_COL_POINTS + VCARD_POINT_KINDS * VCARD_IN_REPEATS * 2,
	VCARD_COL_BIRTHDAY = VCARD_COL_ADDRESSES + VCARD_ADDRESS_KINDS * VCARD_LINES,
	VCARD_COL_BIRTHDAY_NO_YEAR,
	VCARD_COL_NOTES,
	VCARD_COL_TAGS,
	VCARD_COL_EXTERNAL_ID,
	VCARD_COLUMNS
};

/* Append the header text of a column. */
void vcard_column_name(int column, struct buf *out);
/* Offsets of the card's texts by column, 0 for empty ones. Counts in card->left_out what has no column. */
void vcard_columns_fill(struct vcard_card *card, size_t cells[VCARD_COLUMNS]);

#endif
