/*
 * Aligned columns. The first rows are measured, then all are printed as they come, so that a list of any length takes little
 * memory; on a terminal cells are cut to its width, elsewhere nothing is.
 */
#ifndef CLI_GRID_H
#define CLI_GRID_H

#include "say.h"
#include "session.h"

enum grid_type {
	GRID_TEXT,
	GRID_RIGHT, /* numbers: aligned to the right and never cut */
	GRID_WHOLE, /* dates and the like: cut only when nothing else is left to cut */
	GRID_BAR,   /* cells are numbers of thousandths, drawn as bars */
};

struct grid_column {
	char *title;
	enum grid_type type;
	int cols; /* widest cell so far, then what it gets */
};

struct grid {
	const struct session *s;
	struct grid_column *columns;
	int ncolumns;
	size_t cap_columns;
	char **cells; /* of the rows that wait, ncolumns each */
	enum say_color *colors;
	size_t ncells, cap_cells, cap_colors;
	int nrows, at; /* cells of the current row */
	bool started;
};

void grid_init(struct grid *g, const struct session *s);
/* Columns come before rows; the title is copied. */
void grid_column(struct grid *g, const char *title, enum grid_type type);
/* The next cell of the row; text is copied (NULL: empty). */
void grid_cell(struct grid *g, const char *text);
/* A row has all its cells. The colour is that of the whole row. */
void grid_end_row(struct grid *g, enum say_color color);
/* Print what waits and release. A grid without rows prints nothing. */
void grid_finish(struct grid *g);

#endif
