/* Parts of a zip archive through libzip, which reads through the source. */
#include "xlsx_zip.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/i18n.h"
#include "base/library.h"
#include "base/mem.h"

#define MAX_ENTRIES 10000 /* parts of a package; a big workbook has some hundreds */
#define LONG_FORM 0xFFFF  /* entries in the end record of an archive that has a longer one */
#define RATIO 250         /* unpacked to packed; sheets have about 10 */
#define RATIO_FROM (64ULL * 1024 * 1024) /* what is smaller than this harms nobody */
#define END_LOOK (64 * 1024 + 22)        /* the end record and the longest comment behind it */

struct zip_library {
	__typeof__(&zip_source_function_create) source_create;
	__typeof__(&zip_source_free) source_free;
	__typeof__(&zip_source_seek_compute_offset) seek;
	__typeof__(&zip_open_from_source) open;
	__typeof__(&zip_discard) discard;
	__typeof__(&zip_get_num_entries) count;
	__typeof__(&zip_name_locate) locate;
	__typeof__(&zip_stat_index) stat;
	__typeof__(&zip_fopen_index) fopen;
	__typeof__(&zip_fread) fread;
	__typeof__(&zip_fclose) fclose;
	__typeof__(&zip_get_error) error;
	__typeof__(&zip_file_get_error) file_error;
	__typeof__(&zip_error_code_zip) error_code;
	__typeof__(&zip_error_init) error_init;
	__typeof__(&zip_error_fini) error_fini;
	__typeof__(&zip_error_set) error_set;
	__typeof__(&zip_error_to_data) error_to_data;
};

struct xlsx_zip {
	struct zip_library lib;
	struct source *src;
	zip_t *zip;
	uint64_t pos;      /* at which libzip reads */
	zip_error_t error; /* of our reading, for libzip */
	struct err io_err; /* the same for people; status ST_OK when reading went well */
};

struct xlsx_part {
	struct xlsx_zip *z;
	zip_file_t *file;
	char *path;
	uint64_t size, packed, max, done;
};

static enum status zip_library_load(struct zip_library *lib, struct err *err)
{
	const struct library_symbol symbols[] = {
		{"zip_source_function_create", &lib->source_create},
		{"zip_source_free", &lib->source_free},
		{"zip_source_seek_compute_offset", &lib->seek},
		{"zip_open_from_source", &lib->open},
		{"zip_discard", &lib->discard},
		{"zip_get_num_entries", &lib->count},
		{"zip_name_locate", &lib->locate},
		{"zip_stat_index", &lib->stat},
		{"zip_fopen_index", &lib->fopen},
		{"zip_fread", &lib->fread},
		{"zip_fclose", &lib->fclose},
		{"zip_get_error", &lib->error},
		{"zip_file_get_error", &lib->file_error},
		{"zip_error_code_zip", &lib->error_code},
		{"zip_error_init", &lib->error_init},
		{"zip_error_fini", &lib->error_fini},
		{"zip_error_set", &lib->error_set},
		{"zip_error_to_data", &lib->error_to_data},
	};

	return library_load(
		"libzip.so.4", "libzip4", symbols, sizeof(symbols) / sizeof(symbols[0]), err);
}

static zip_int64_t xlsx_zip_read(struct xlsx_zip *z, void *data, zip_uint64_t len)
{
	size_t got;

	if (source_read(z->src, z->pos, data, (size_t)len, &got, &z->io_err) != ST_OK) {
		z->lib.error_set(&z->error, ZIP_ER_READ, EIO);
		return -1;
	}
	z->pos += got;
	return (zip_int64_t)got;
}

static zip_int64_t xlsx_zip_seek(struct xlsx_zip *z, void *data, zip_uint64_t len)
{
	zip_int64_t to = z->lib.seek(z->pos, source_size(z->src), data, len, &z->error);

	if (to < 0)
		return -1;
	z->pos = (uint64_t)to;
	return 0;
}

static zip_int64_t xlsx_zip_stat(const struct xlsx_zip *z, void *data)
{
	zip_stat_t *st = data;

	memset(st, 0, sizeof(*st));
	st->valid = ZIP_STAT_SIZE;
	st->size = source_size(z->src);
	return sizeof(*st);
}

/* What libzip asks of the file that it reads. */
static zip_int64_t xlsx_zip_answer(void *arg, void *data, zip_uint64_t len, zip_source_cmd_t cmd)
{
	struct xlsx_zip *z = arg;

	switch (cmd) {
	case ZIP_SOURCE_OPEN: z->pos = 0; return 0;
	case ZIP_SOURCE_READ: return xlsx_zip_read(z, data, len);
	case ZIP_SOURCE_SEEK: return xlsx_zip_seek(z, data, len);
	case ZIP_SOURCE_TELL: return (zip_int64_t)z->pos;
	case ZIP_SOURCE_STAT: return xlsx_zip_stat(z, data);
	case ZIP_SOURCE_ERROR: return z->lib.error_to_data(&z->error, data, len);
	case ZIP_SOURCE_SUPPORTS: return ZIP_SOURCE_SUPPORTS_SEEKABLE;
	case ZIP_SOURCE_CLOSE:
	case ZIP_SOURCE_FREE: return 0;
	default: z->lib.error_set(&z->error, ZIP_ER_OPNOTSUPP, 0); return -1;
	}
}

/* The sentence for a failure of libzip; path of a part, or NULL for the whole. */
static enum status xlsx_zip_fail(
	struct xlsx_zip *z, zip_error_t *e, const char *path, struct err *err)
{
	const char *name = source_name(z->src);

	if (z->io_err.status != ST_OK) {
		if (err)
			*err = z->io_err;
		return z->io_err.status;
	}
	switch (z->lib.error_code(e)) {
	case ZIP_ER_NOPASSWD:
	case ZIP_ER_WRONGPASSWD:
	case ZIP_ER_ENCRNOTSUPP:
		return err_set(err, ST_BAD_DATA, "%s %s.", name,
			_("is protected with a password; open it and save it without one"));
	case ZIP_ER_COMPNOTSUPP:
		return err_set(err, ST_BAD_DATA,
			_("%s is packed in a way that this program does not know; open it in a "
			  "spreadsheet program and save it again."),
			name);
	default: break;
	}
	if (path)
		return err_set(err, ST_BAD_DATA,
			_("%s is damaged: its part %s cannot be unpacked. Fetch or save it once "
			  "more."),
			name, path);
	return err_set(err, ST_BAD_DATA,
		_("%s is damaged or incomplete: the list of its parts cannot be read. Fetch or "
		  "save it once more."),
		name);
}

static enum status xlsx_zip_too_many(const struct xlsx_zip *z, struct err *err)
{
	return err_set(err, ST_BAD_DATA, _("%s has more than %d parts, which no workbook has."),
		source_name(z->src), MAX_ENTRIES);
}

/*
 * How many entries the end record tells, before libzip makes room for them all. The last record is the one that counts;
 * when there is none, libzip will say so. Archives of the long form may keep the number elsewhere: it is checked afterwards.
 */
static enum status xlsx_zip_check_entries(const struct xlsx_zip *z, struct err *err)
{
	uint64_t size = source_size(z->src), from = size > END_LOOK ? size - END_LOOK : 0;
	unsigned char *data = mem_alloc((size_t)(size - from) + 1);
	unsigned entries = 0;
	size_t got = 0;
	enum status st = source_read(z->src, from, data, (size_t)(size - from), &got, err);

	for (size_t i = got; i >= 22; i--)
		if (memcmp(data + i - 22, "PK\5\6", 4) == 0) {
			entries = data[i - 12] | (unsigned)data[i - 11] << 8;
			break;
		}
	free(data);
	if (st == ST_OK && entries > MAX_ENTRIES && entries != LONG_FORM)
		return xlsx_zip_too_many(z, err);
	return st;
}

enum status xlsx_zip_open(struct source *src, struct xlsx_zip **out, struct err *err)
{
	struct xlsx_zip *z = mem_alloc(sizeof(*z));
	zip_error_t error;
	zip_source_t *source;
	enum status st;

	z->src = src;
	st = zip_library_load(&z->lib, err);
	if (st == ST_OK)
		st = xlsx_zip_check_entries(z, err);
	if (st != ST_OK) {
		free(z);
		return st;
	}
	z->lib.error_init(&z->error);
	z->lib.error_init(&error);
	source = z->lib.source_create(xlsx_zip_answer, z, &error);
	if (source)
		z->zip = z->lib.open(source, ZIP_RDONLY, &error);
	if (!z->zip) {
		if (source)
			z->lib.source_free(source);
		st = xlsx_zip_fail(z, &error, NULL, err);
	} else if (z->lib.count(z->zip, 0) > MAX_ENTRIES) {
		st = xlsx_zip_too_many(z, err);
	}
	z->lib.error_fini(&error);
	if (st == ST_OK)
		*out = z;
	else
		xlsx_zip_free(z);
	return st;
}

void xlsx_zip_free(struct xlsx_zip *z)
{
	if (!z)
		return;
	if (z->zip)
		z->lib.discard(z->zip);
	z->lib.error_fini(&z->error);
	free(z);
}

struct source *xlsx_zip_source(const struct xlsx_zip *z)
{
	return z->src;
}

/* The entry of a part; some programs write paths with backslashes. -1 when there is none. */
static zip_int64_t xlsx_zip_locate(const struct xlsx_zip *z, const char *path)
{
	zip_int64_t at = z->lib.locate(z->zip, path, ZIP_FL_NOCASE);
	char *back;

	if (at >= 0)
		return at;
	back = mem_strdup(path);
	for (char *p = back; *p; p++)
		if (*p == '/')
			*p = '\\';
	at = z->lib.locate(z->zip, back, ZIP_FL_NOCASE);
	free(back);
	return at;
}

enum status xlsx_part_open(
	struct xlsx_zip *z, const char *path, uint64_t max, struct xlsx_part **out, struct err *err)
{
	zip_int64_t at = xlsx_zip_locate(z, path);
	struct xlsx_part *p;
	zip_file_t *file;
	zip_stat_t st;

	if (at < 0)
		return ST_NOT_FOUND;
	if (z->lib.stat(z->zip, (zip_uint64_t)at, 0, &st) != 0 ||
		(file = z->lib.fopen(z->zip, (zip_uint64_t)at, 0)) == NULL)
		return xlsx_zip_fail(z, z->lib.error(z->zip), path, err);
	p = mem_alloc(sizeof(*p));
	p->z = z;
	p->file = file;
	p->path = mem_strdup(path);
	p->size = st.valid & ZIP_STAT_SIZE ? st.size : 0;
	p->packed = st.valid & ZIP_STAT_COMP_SIZE ? st.comp_size : 0;
	if (p->packed > source_size(z->src))
		p->packed = source_size(z->src);
	p->max = max;
	*out = p;
	return ST_OK;
}

enum status xlsx_part_read(
	struct xlsx_part *p, void *data, size_t len, size_t *got, struct err *err)
{
	struct xlsx_zip *z = p->z;
	zip_int64_t n = z->lib.fread(p->file, data, len);

	*got = 0;
	if (n < 0)
		return xlsx_zip_fail(z, z->lib.file_error(p->file), p->path, err);
	p->done += (uint64_t)n;
	if (p->done > p->max || (p->done > RATIO_FROM && p->done / RATIO > p->packed))
		return err_set(err, ST_BAD_DATA,
			_("%s: its part %s unpacks to far more than a workbook holds. The file is "
			  "damaged or a trap."),
			source_name(z->src), p->path);
	*got = (size_t)n;
	return ST_OK;
}

uint64_t xlsx_part_done(const struct xlsx_part *p)
{
	return p->done;
}

uint64_t xlsx_part_size(const struct xlsx_part *p)
{
	return p->size;
}

const char *xlsx_part_path(const struct xlsx_part *p)
{
	return p->path;
}

void xlsx_part_close(struct xlsx_part *p)
{
	if (!p)
		return;
	p->z->lib.fclose(p->file);
	free(p->path);
	free(p);
}
