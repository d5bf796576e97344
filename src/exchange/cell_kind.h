/* What a cell of a file looks like on its own: number, date or text. */
#ifndef EXCHANGE_CELL_KIND_H
#define EXCHANGE_CELL_KIND_H

#include <stdbool.h>
#include <stddef.h>

enum cell_kind { CELL_EMPTY, CELL_TEXT, CELL_NUMBER, CELL_DATE };

struct cell_look {
	enum cell_kind kind;
	char decimal;       /* NUMBER: '.' or ',' when the cell shows which, else 0 */
	bool is_year;       /* NUMBER: four digits from 1900 to 2100, may be a label as well */
	bool dmy, mdy, ymd; /* DATE: the orders in which it is a date */
	char separator;     /* DATE */
};

/*
 * Identifiers stay text: a leading zero, twelve digits and more, a plus and digits (phones). Numbers may have
 * a currency or percent sign and groups by space, no-break space, apostrophe, point or comma.
 */
struct cell_look cell_look(const char *s, size_t len);
/* Does it look like data rather than like a column's label? */
bool cell_is_data(const char *s, size_t len);

#endif
