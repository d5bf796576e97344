/*
 * libFuzzer target: any bytes as kartoteka.ini. Every line that is wrong must be told as "NAME:LINE: ...", in order of no other
 * than its number, and what was understood must be printed as a value that is read again to the same.
 *
 * Built with -fsanitize=fuzzer,address,undefined; any other main may call LLVMFuzzerTestOneInput.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/config.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
	if (!holds)
		abort();
}

/* Notes are lines of UTF-8 that name a line of the file. */
static void check_notes(const char *notes, size_t lines)
{
	require(text_is_utf8(notes, strlen(notes), NULL));
	while (*notes) {
		char *end;
		unsigned long line;

		require(strncmp(notes, "x.ini:", 6) == 0);
		line = strtoul(notes + 6, &end, 10);
		require(line >= 1 && line <= lines && *end == ':');
		notes = strchr(notes, '\n');
		require(notes != NULL);
		notes++;
	}
}

/* What is in force fits its own option. */
static void check_options(const struct options *o)
{
	struct options again;
	struct buf text = BUF_INIT, other = BUF_INIT;

	options_init(&again);
	for (int id = 0; id < OPTION_COUNT; id++) {
		const struct option *option = option_at((enum option_id)id);
		const char *value = options_text(o, (enum option_id)id);

		require(text_is_utf8(value, strlen(value), NULL));
		require(options_set(&again, option->section, option->name, value, "again", NULL) ==
			ST_OK);
		require(options_number(o, (enum option_id)id) ==
			options_number(&again, (enum option_id)id));
		buf_clear(&text);
		buf_clear(&other);
		options_print(o, (enum option_id)id, &text);
		options_print(&again, (enum option_id)id, &other);
		require(!strcmp(buf_str(&text), buf_str(&other)));
	}
	buf_release(&text);
	buf_release(&other);
	options_release(&again);
}

/* The same bytes as one value in quotes: what the option takes from a command line, it takes from a file. */
static void check_quoted(const uint8_t *data, size_t size)
{
	static const char before[] = "[ui]\n# comment\neditor = \"",
			  after[] = "\" # why\nmouse = no\n";
	struct options direct, read;
	struct buf file = BUF_INIT, value = BUF_INIT, notes = BUF_INIT;

	if (size > 900 || memchr(data, '"', size) || memchr(data, '\n', size) ||
		memchr(data, '\r', size) || !text_is_utf8((const char *)data, size, NULL))
		return;
	options_init(&direct);
	options_init(&read);
	buf_addn(&value, (const char *)data, size);
	buf_addf(&file, "%s%s%s", before, value.data, after);
	require(config_parse("x.ini", file.data, file.len, &read, &notes, NULL) == ST_OK);
	require(options_number(&read, OPTION_MOUSE) == 0);
	if (options_set(&direct, "ui", "editor", value.data, "direct", NULL) == ST_OK) {
		require(!*buf_str(&notes));
		require(!strcmp(
			options_text(&read, OPTION_EDITOR), options_text(&direct, OPTION_EDITOR)));
	} else {
		check_notes(buf_str(&notes), 4);
		require(*buf_str(&notes));
	}
	buf_release(&file);
	buf_release(&value);
	buf_release(&notes);
	options_release(&direct);
	options_release(&read);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct options o;
	struct buf notes = BUF_INIT;
	size_t lines = 1;

	for (size_t i = 0; i < size; i++)
		lines += data[i] == '\n';
	options_init(&o);
	require(config_parse("x.ini", (const char *)data, size, &o, &notes, NULL) == ST_OK);
	check_notes(buf_str(&notes), lines);
	check_options(&o);
	check_quoted(data, size);
	buf_release(&notes);
	options_release(&o);
	return 0;
}
