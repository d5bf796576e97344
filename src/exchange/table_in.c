/* One reader over the formats that tables come in. */
#include "exchange/table_in.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct table_in {
	struct source *src;
	enum table_format format;
	struct csv_in *csv;
};

enum table_format table_format_of(const struct source *src)
{
	(void)src;
	return TABLE_CSV;
}

const char *table_format_name(enum table_format format)
{
	static const char *const names[] = {"CSV", "XLSX", "vCard"};

	return names[format];
}

enum status table_sheets(
	struct source *src, enum table_format format, char ***names, int *n, struct err *err)
{
	(void)src;
	(void)format;
	(void)err;
	*names = NULL;
	*n = 0;
	return ST_OK;
}

void table_sheets_free(char **names, int n)
{
	for (int i = 0; i < n; i++)
		free(names[i]);
	free(names);
}

enum status table_in_open(
	struct source *src, const struct table_how *how, struct table_in **out, struct err *err)
{
	struct table_in *in = mem_alloc(sizeof(*in));
	enum status st;

	in->src = src;
	in->format = how->format;
	st = csv_in_open(src, &how->csv, &in->csv, NULL, err);
	if (st)
		table_in_free(in);
	else
		*out = in;
	return st;
}

void table_in_free(struct table_in *in)
{
	if (!in)
		return;
	csv_in_free(in->csv);
	free(in);
}

const struct table_row *table_in_header(const struct table_in *in)
{
	return csv_in_header(in->csv);
}

enum status table_in_next(struct table_in *in, struct table_row *row, struct err *err)
{
	return csv_in_next(in->csv, row, err);
}

int64_t table_in_done(const struct table_in *in)
{
	return (int64_t)csv_in_consumed(in->csv);
}

int64_t table_in_total(const struct table_in *in)
{
	return (int64_t)source_size(in->src);
}
