/*
 * libxlsxwriter does not look whether its temporary files could be written: on a full disk it leaves rows out and calls that
 * a success. So the finished sheets are unpacked once more; that takes a twentieth of the time of writing them.
 */
#include "xlsx_check.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "exchange/source.h"
#include "xlsx_zip.h"

#define CHUNK (256 * 1024)
#define OVERLAP 16

static const char cell[] = "<c r=";

static int64_t count_cells(const char *data, size_t len)
{
	const char *end = data + len;
	int64_t n = 0;

	for (const char *s = data; (s = memmem(s, (size_t)(end - s), cell, sizeof(cell) - 1));
		s += sizeof(cell) - 1)
		n++;
	return n;
}

/* Count the cells of one sheet; ST_IO when it is not whole. */
static enum status check_sheet(struct xlsx_zip *z, int sheet, int64_t *cells, struct err *err)
{
	char *path = mem_printf("xl/worksheets/sheet%d.xml", sheet);
	char *data = mem_alloc(OVERLAP + CHUNK);
	struct xlsx_part *part = NULL;
	size_t got = 1, have = 0;
	enum status st = xlsx_part_open(z, path, UINT64_MAX, &part, err);

	while (st == ST_OK && got > 0) {
		size_t keep;

		st = xlsx_part_read(part, data + have, CHUNK, &got, err);
		if (got == 0)
			break;
		/* What may be half a cell's beginning is counted with what follows. */
		keep = have + got < sizeof(cell) - 2 ? have + got : sizeof(cell) - 2;
		*cells += count_cells(data, have + got);
		memmove(data, data + have + got - keep, keep);
		have = keep;
	}
	xlsx_part_close(part);
	free(path);
	free(data);
	return st;
}

enum status xlsx_check(int fd, int nsheets, int64_t cells, struct err *err)
{
	struct source *src = NULL;
	struct xlsx_zip *z = NULL;
	int64_t found = 0;
	enum status st = source_open_fd(fd, _("temporary file"), &src, err);

	if (st == ST_OK)
		st = xlsx_zip_open(src, &z, err);
	for (int i = 1; st == ST_OK && i <= nsheets; i++)
		st = check_sheet(z, i, &found, err);
	xlsx_zip_free(z);
	source_free(src);
	if (st != ST_OK || found != cells)
		return err_set(err, ST_IO,
			_("The workbook could not be written: there is no room for its temporary "
			  "files. Set TMPDIR to a folder with more room."));
	return ST_OK;
}
