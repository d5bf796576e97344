/*
 * Print: a card, a list, a report or address labels, to a PDF file or the printer, in a box over the screen that asks for it.
 * The wish is a kind and an id (a card: id > 0), or a preset of lines that the helpers below write.
 */
#ifndef SCREENS_PRINT_DIALOG_H
#define SCREENS_PRINT_DIALOG_H

#include <stdbool.h>
#include <stdint.h>

#include "report/report.h"
#include "screens/screen.h"

extern const struct screen_ops print_dialog_screen;

/* Wish to print a record; the list of a filter in an order of domain/list.h; a report (period: as for period_parse(), NULL: its own). */
unsigned print_dialog_card(struct nav *nav, enum kind_id kind, int64_t id);
unsigned print_dialog_list(
	struct nav *nav, enum kind_id kind, const char *filter, int order_field, bool descending);
unsigned print_dialog_report(
	struct nav *nav, const struct report_request *report, const char *period);

#endif
