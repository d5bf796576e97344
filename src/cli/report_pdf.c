/* Reports on paper. */
#include "report_pdf.h"

#include "report/sheet.h"

enum status report_pdf(const struct session *s, struct office *o, const struct report_table *t,
	const struct print_target *to, struct job *job, struct print_result *out, struct err *err)
{
	struct print_request req = {.what = PRINT_GRID};
	struct report_sheet sheet;
	struct print_grid grid;

	report_sheet_init(&sheet, t, office_currency(o), s->env.options.decimal);
	grid = (struct print_grid){.title = t->title,
		.subtitle = t->subtitle,
		.ncolumns = sheet.ncolumns,
		.nrows = t->nrows,
		.ntotals = t->ntotals,
		.column = report_sheet_column,
		.cell = report_sheet_cell,
		.arg = &sheet};
	req.grid = &grid;
	return print_document(o, &s->env.print, &req, to, job, out, err);
}
