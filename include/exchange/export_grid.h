/* A table that somebody has at hand, such as a report's, as CSV, JSON lines or an Excel workbook. */
#ifndef EXCHANGE_EXPORT_GRID_H
#define EXCHANGE_EXPORT_GRID_H

#include <stdbool.h>
#include <stdio.h>

#include "base/buf.h"
#include "exchange/export.h"

enum export_grid_type {
	EXPORT_GRID_TEXT,
	EXPORT_GRID_NUMBER,
	EXPORT_GRID_MONEY, /* a string in JSON, so that no reader makes a float of it */
};

struct export_grid {
	const char *title; /* of the sheet of a workbook */
	int ncolumns, nrows;
	/* The head of a column (borrowed for the life of the grid), and what it holds. */
	const char *(*column)(void *arg, int col, enum export_grid_type *type);
	/* Append the text of a cell, numbers plain ("1200.50"); nothing for an empty one. */
	void (*cell)(void *arg, int row, int col, struct buf *b);
	void *arg;
};

/* csv is for EXPORT_CSV only. ST_USAGE for EXPORT_VCARD; else as export_stream(). The encoding's missing characters become '?'. */
enum status export_grid_stream(const struct export_grid *g, enum export_format format,
	const struct csv_out_options *csv, FILE *f, struct err *err);
/* To a new file (force replaces), mode 0600. */
enum status export_grid_file(const struct export_grid *g, enum export_format format,
	const struct csv_out_options *csv, const char *path, bool force, struct err *err);

#endif
