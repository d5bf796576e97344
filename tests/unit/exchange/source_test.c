/* Sources: files, pipes and memory, and what is refused because it is no table. */
#include "exchange/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "exchange/csv_in.h"

static void memory_is_read_at_any_offset(void **state)
{
	struct source *s = NULL;
	char part[8];
	size_t got;

	(void)state;
	assert_int_equal(source_open_memory("name,phone\n", 11, "m", &s, NULL), ST_OK);
	assert_int_equal(source_size(s), 11);
	assert_string_equal(source_name(s), "m");
	assert_int_equal(source_read(s, 5, part, sizeof(part), &got, NULL), ST_OK);
	assert_int_equal(got, 6);
	assert_memory_equal(part, "phone\n", 6);
	assert_int_equal(source_read(s, 11, part, sizeof(part), &got, NULL), ST_OK);
	assert_int_equal(got, 0);
	source_free(s);
}

static void a_pipe_can_be_read_twice(void **state)
{
	struct source *s = NULL;
	char part[16];
	size_t got;
	int fd[2];

	(void)state;
	assert_int_equal(pipe(fd), 0);
	assert_int_equal(write(fd[1], "a,b\n1,2\n", 8), 8);
	close(fd[1]);
	assert_int_equal(source_open_fd(fd[0], "standard input", &s, NULL), ST_OK);
	assert_int_equal(source_size(s), 8);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(source_read(s, 0, part, sizeof(part), &got, NULL), ST_OK);
		assert_int_equal(got, 8);
		assert_memory_equal(part, "a,b\n1,2\n", 8);
	}
	source_free(s);
	assert_int_equal(close(fd[0]), 0); /* the descriptor stays the caller's */
}

static void assert_refused(const char *data, size_t len, const char *why)
{
	struct source *s = NULL;
	struct err err = ERR_INIT;

	assert_int_equal(source_open_memory(data, len, "file.csv", &s, &err), ST_BAD_DATA);
	assert_null(s);
	assert_non_null(strstr(err.text, "file.csv"));
	if (!strstr(err.text, why))
		fail_msg("\"%s\" does not say \"%s\"", err.text, why);
}

#define REFUSED(bytes, why) assert_refused(bytes, sizeof(bytes) - 1, why)

static void what_is_no_table_is_named(void **state)
{
	(void)state;
	REFUSED("", "is empty");
	REFUSED("PK\x03\x04....[Content_Types].xml..xl/workbook.bin", ".xlsb");
	REFUSED("PK\x03\x04....[Content_Types].xml..word/document.xml", "word processor");
	REFUSED("PK\x03\x04....Index/Tables/DataList.iwa", "Numbers");
	REFUSED("PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.spreadsheet", ".ods");
	REFUSED("PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.text", "word processor");
	REFUSED("PK\x03\x04..readme.txt", "archive");
	REFUSED("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....", ".xls");
	REFUSED("%PDF-1.4", "PDF");
	REFUSED("SQLite format 3\0....", "database");
	REFUSED("\x1F\x8B\x08...", "gzip");
	REFUSED("\x89PNG\r\n\x1A\n", "picture");
	REFUSED("\177ELF\2\1\1", "program");
	REFUSED("\xEF\xBB\xBF \r\n<HTML><table>", "web page");
	REFUSED("<?xml version=\"1.0\"?>", "XML");
	REFUSED(" [\r\n {\"name\"", "JSON");
	REFUSED("{ \"name\": 1}\n", "JSON");
	REFUSED("begin:vcalendar\r\nVERSION:2.0\r\n", "calendar");
	REFUSED("a\0\0\0,\0\0\0\x16\4\0\0", "UTF-32");
	REFUSED("\0\0\xFE\xFF\0\0\0a\0\0\4\x16", "UTF-32");
	REFUSED("\1\2\3\4\5\6\7abc\16\17", "not text");
}

static void the_format_is_told(void **state)
{
	static const char utf16[] = "\xFF\xFE"
				    "B\0E\0G\0I\0N\0:\0v\0c\0a\0r\0d\0\r\0\n";
	static const struct {
		const char *bytes;
		size_t len;
		enum source_format format;
	} files[] = {{"a,b\n", 4, SOURCE_TEXT}, {"\n begin:vCard\r\n", 15, SOURCE_VCARD},
		{"\xEF\xBB\xBF"
		 "BEGIN:VCARD\n",
			15, SOURCE_VCARD},
		{"Begin:VAddressBook\n", 19, SOURCE_VCARD},
		{utf16, sizeof(utf16) - 1, SOURCE_VCARD}, {"x BEGIN:VCARD\n", 14, SOURCE_TEXT},
		{"PK\x03\x04....[Content_Types].xml", 27, SOURCE_XLSX},
		{"PK\x03\x04....xl/workbook.xml", 23, SOURCE_XLSX}};
	struct err err = ERR_INIT;
	struct csv_dialect dialect = CSV_DIALECT_INIT;
	struct csv_in *in;
	struct source *s;

	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		assert_int_equal(
			source_open_memory(files[i].bytes, files[i].len, "a.b", &s, NULL), ST_OK);
		assert_int_equal(source_format(s), files[i].format);
		/* Readers of text do not read workbooks as if they were text. */
		dialect.charset = i == 4 ? CHARSET_UTF16LE : CHARSET_UTF8;
		in = NULL;
		assert_int_equal(csv_in_open(s, &dialect, &in, NULL, &err),
			files[i].format == SOURCE_XLSX ? ST_BAD_DATA : ST_OK);
		csv_in_free(in);
		source_free(s);
	}
	assert_string_equal(
		err.text, "a.b is an Excel workbook (.xlsx); open it and save the sheet as CSV.");
}

/* A compound file whose list of names, in its second sector, has this one. */
static void assert_compound(const char *name, const char *why)
{
	char file[2048] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

	file[30] = 9;
	file[48] = 1;
	for (size_t i = 0; name[i]; i++)
		file[1024 + 128 + 2 * i] = name[i];
	assert_refused(file, sizeof(file), why);
}

static void a_password_is_told_from_an_old_workbook(void **state)
{
	(void)state;
	assert_compound("Workbook", ".xls");
	assert_compound("EncryptedPackage", "password");
}

static void an_archive_is_known_by_the_list_at_its_end(void **state)
{
	static const size_t sizes[] = {4200, 8000, 70000, 200000};
	static const char name[] = "xl/workbook.bin";

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		char *file = calloc(1, sizes[i]);

		memcpy(file, "PK\x03\x04", 4);
		memcpy(file + sizes[i] - 100, name, sizeof(name));
		assert_refused(file, sizes[i], ".xlsb");
		free(file);
	}
}

static void texts_are_not_mistaken(void **state)
{
	static const struct {
		const char *bytes;
		size_t len;
	} texts[] = {{"<b>,x\n", 6}, {"PK,id\n", 6}, {"\xFF\xFE\x1F\x04\x3E\x04;\0", 8},
		{"\x1F\x04\x3E\x04;\0\n\0", 8}, {"a\tb\f\n", 5}, {"\xCF\xF0\xE8\n", 4},
		{"{id}\n", 5}, {"[id],\"x\"\n", 9}};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct source *s = NULL;

		assert_int_equal(
			source_open_memory(texts[i].bytes, texts[i].len, "t", &s, NULL), ST_OK);
		source_free(s);
	}
}

static void paths_that_cannot_be_read_are_named(void **state)
{
	struct source *s = NULL;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(source_open("/no/such/file.csv", &s, &err), ST_IO);
	assert_non_null(strstr(err.text, "/no/such/file.csv"));
	assert_int_equal(source_open("/tmp", &s, &err), ST_BAD_DATA);
	assert_non_null(strstr(err.text, "directory"));
	assert_int_equal(source_open("/dev/zero", &s, &err), ST_BAD_DATA);
	assert_non_null(strstr(err.text, "device"));
}

static void write_file(const char *path, const char *mode, const char *text)
{
	FILE *f = fopen(path, mode);

	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

/* The file as it was opened is what counts: a part of another one would be neither. */
static void a_file_that_changes_is_told_of(void **state)
{
	char path[] = "/tmp/source_test-XXXXXX", part[32];
	struct timespec times[2] = {{.tv_nsec = UTIME_OMIT}, {.tv_sec = 1}};
	struct source *s = NULL;
	struct err err = ERR_INIT;
	size_t got;

	(void)state;
	close(mkstemp(path));
	for (int i = 0; i < 4; i++) {
		write_file(path, "w", "name\nAlfa\n");
		assert_int_equal(source_open(path, &s, &err), ST_OK);
		assert_int_equal(source_check(s, &err), ST_OK);
		switch (i) {
		case 0: write_file(path, "a", "Beta\n"); break;
		case 1: assert_int_equal(truncate(path, 7), 0); break;
		case 2: assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0); break;
		default: unlink(path);
		}
		/* Never more than it had; less is a fault; one that vanished is still whole. */
		assert_int_equal(
			source_read(s, 0, part, sizeof(part), &got, &err), i == 1 ? ST_IO : ST_OK);
		if (i != 1)
			assert_int_equal(got, 10);
		assert_int_equal(source_check(s, &err), i == 3 ? ST_OK : ST_IO);
		if (i != 3)
			assert_non_null(strstr(err.text, "was changed by another program"));
		source_free(s);
	}
}

/* Opening and closing an SQLite file that this process uses would drop its locks. */
static void an_open_database_is_not_even_opened(void **state)
{
	char dir[] = "/tmp/source_test-XXXXXX", path[64], wal[80], shm[80];
	struct source *s = NULL;
	struct err err = ERR_INIT;
	FILE *f;

	(void)state;
	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/office.db", dir);
	snprintf(wal, sizeof(wal), "%s-wal", path);
	snprintf(shm, sizeof(shm), "%s-shm", path);
	for (int i = 0; i < 3; i++) {
		f = fopen(i == 0 ? path : i == 1 ? wal : shm, "w");
		assert_non_null(f);
		fputs("a,b\n", f);
		fclose(f);
	}
	assert_int_equal(source_open(path, &s, &err), ST_BAD_DATA);
	assert_non_null(strstr(err.text, "database"));
	assert_int_equal(source_open(wal, &s, &err), ST_BAD_DATA);
	assert_int_equal(source_open(shm, &s, &err), ST_BAD_DATA);
	unlink(wal);
	assert_int_equal(source_open(path, &s, &err), ST_OK);
	source_free(s);
	unlink(shm);
	unlink(path);
	rmdir(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_read_at_any_offset),
		cmocka_unit_test(a_pipe_can_be_read_twice),
		cmocka_unit_test(what_is_no_table_is_named),
		cmocka_unit_test(the_format_is_told),
		cmocka_unit_test(an_archive_is_known_by_the_list_at_its_end),
		cmocka_unit_test(a_password_is_told_from_an_old_workbook),
		cmocka_unit_test(texts_are_not_mistaken),
		cmocka_unit_test(paths_that_cannot_be_read_are_named),
		cmocka_unit_test(a_file_that_changes_is_told_of),
		cmocka_unit_test(an_open_database_is_not_even_opened),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
