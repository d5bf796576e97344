/* A report's table on paper. */
#ifndef CLI_REPORT_PDF_H
#define CLI_REPORT_PDF_H

#include "exchange/print.h"
#include "report/table.h"
#include "session.h"

/* print_document() of a table. */
enum status report_pdf(const struct session *s, struct office *o, const struct report_table *t,
	const struct print_target *to, struct job *job, struct print_result *out, struct err *err);

#endif
