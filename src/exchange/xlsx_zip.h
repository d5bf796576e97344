/*
 * The package that a workbook is (ECMA-376 part 2): a zip archive over a source. Its parts are unpacked in pieces and
 * within limits, so that no file, however made, costs more than it should.
 */
#ifndef EXCHANGE_XLSX_ZIP_H
#define EXCHANGE_XLSX_ZIP_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "exchange/source.h"

struct xlsx_zip;

/*
 * Open the archive; src is borrowed. ST_BAD_DATA with "FILE is damaged ..." when it is none or is incomplete, ST_IO
 * when it cannot be read or the library is not installed.
 */
enum status xlsx_zip_open(struct source *src, struct xlsx_zip **out, struct err *err);
void xlsx_zip_free(struct xlsx_zip *z); /* NULL is fine; close its parts before */
struct source *xlsx_zip_source(const struct xlsx_zip *z);

struct xlsx_part;

/*
 * Open the part of this path, without a slash in front, letter case ignored. It may be of at most max bytes when unpacked.
 * ST_NOT_FOUND, and err untouched, when there is none; ST_BAD_DATA when it is encrypted or packed in an unknown way.
 */
enum status xlsx_part_open(struct xlsx_zip *z, const char *path, uint64_t max,
	struct xlsx_part **out, struct err *err);
/* The next bytes; *got is 0 at the end. ST_BAD_DATA when it is damaged, or unpacks to more than is sane. */
enum status xlsx_part_read(
	struct xlsx_part *p, void *data, size_t len, size_t *got, struct err *err);
uint64_t xlsx_part_done(const struct xlsx_part *p); /* bytes given so far */
uint64_t xlsx_part_size(const struct xlsx_part *p); /* as the archive tells it: perhaps a lie */
const char *xlsx_part_path(const struct xlsx_part *p);
void xlsx_part_close(struct xlsx_part *p); /* NULL is fine */

#endif
