/* A postal address in the order of lines that the country's post asks for. */
#ifndef EXCHANGE_ADDRESS_H
#define EXCHANGE_ADDRESS_H

#include "base/buf.h"

struct address {
	const char *street, *city, *region, *postcode, *country; /* as stored; "" when empty */
};

/*
 * Append the lines, each behind a newline: none for an address without anything but a country.
 *
 * Orders (addressing guides of the national posts, collected by the Universal Postal Union): most of Europe "00-950 Warszawa";
 * Russia, Belarus, Kazakhstan and Ukraine city, region and then the postcode on a line of its own, last; Great Britain and Ireland
 * city, region, postcode each on its own; the United States, Canada and Australia "Denver, CO 80202". The country is known by its
 * name in English, Russian, Bulgarian, Polish and its own language, or its ISO code; it is written only when it is not home's.
 *   home_code   international telephone code of the office's country ("7", "359"), NULL when it is not known
 */
void address_lines(const struct address *a, const char *home_code, struct buf *out);

#endif
