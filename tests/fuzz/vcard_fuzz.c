/*
 * libFuzzer target: any bytes as a vCard file, read in a charset of the fuzzer's choice; what was read is written in both versions and must
 * be read back without a complaint.
 *
 * The first byte chooses charset, language and version. Built with -fsanitize=fuzzer,address,undefined; any other main
 * may call LLVMFuzzerTestOneInput.
 */
#include <iconv.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "exchange/vcard_client.h"
#include "exchange/vcard_in.h"
#include "exchange/vcard_out.h"

#define MAX_POINTS 200

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

/* Converters that stay open: the C library loads and unloads them, which takes longer than all the rest. */
static iconv_t converters[CHARSET_COUNT];

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	for (int i = 0; i < CHARSET_COUNT; i++)
		converters[i] = iconv_open("UTF-16LE", charset_name((enum charset)i));
	return 0;
}

static void require(bool holds)
{
	if (!holds)
		abort();
}

/* What a row says, to be written again. The texts are the row's. */
struct rewriting {
	struct vcard card;
	struct vcard_point points[MAX_POINTS];
	struct vcard_address address;
	const char *tags[1];
};

static const char *cell(
	const struct table_row *header, const struct table_row *row, const char *name)
{
	for (size_t i = 0; i < header->n; i++)
		if (!strcmp(header->cells[i].text, name))
			return row->cells[i].text;
	return "";
}

static void take_points(
	struct rewriting *w, const struct table_row *header, const struct table_row *row)
{
	static const char *const names[] = {"phone", "mobile", "fax", "email", "web", "messenger"};

	for (size_t i = 0; i < header->n; i++)
		for (int k = 0; k < 6; k++) {
			const char *name = header->cells[i].text;
			bool more =
				i + 1 < header->n && strstr(header->cells[i + 1].text, ".label");

			if (strncmp(name, names[k], strlen(names[k])) || strstr(name, ".label"))
				continue;
			require(w->card.npoints < MAX_POINTS);
			w->points[w->card.npoints++] =
				(struct vcard_point){.kind = (enum vcard_point_kind)k,
					.value = row->cells[i].text,
					.label = more ? row->cells[i + 1].text : NULL,
					.preferred = !strchr(name, '.')};
		}
	w->card.points = w->points;
}

static void take(struct rewriting *w, const struct table_row *header, const struct table_row *row)
{
	struct vcard *c = &w->card;

	memset(w, 0, sizeof(*w));
	c->company = !strcmp(cell(header, row, "kind"), "company");
	c->name = cell(header, row, "name");
	c->first_name = cell(header, row, "first_name");
	c->last_name = cell(header, row, "last_name");
	c->salutation = cell(header, row, "salutation");
	c->employer = cell(header, row, "employer");
	c->department = cell(header, row, "department");
	c->nickname = cell(header, row, "nickname");
	c->notes = cell(header, row, "notes");
	c->birthday = cell(header, row, "birthday");
	c->uid = cell(header, row, "external_id");
	w->address.street = cell(header, row, "street");
	w->address.city = cell(header, row, "city");
	c->addresses = &w->address;
	c->naddresses = 1;
	w->tags[0] = cell(header, row, "tags");
	c->tags = w->tags;
	c->ntags = 1;
	take_points(w, header, row);
}

static void check_row(const struct table_row *header, const struct table_row *row)
{
	require(row->n == header->n && row->line > 0);
	for (size_t i = 0; i < row->n; i++) {
		const struct table_cell *c = &row->cells[i];

		require(strlen(c->text) == c->len && text_is_utf8(c->text, c->len, NULL));
		require(!strchr(c->text, '\n') || !strcmp(header->cells[i].text, "notes"));
	}
}

/* All cards again; *cards is how many. NULL when there is none. */
static char *rewrite(struct vcard_in *in, enum vcard_version version, size_t *len, int64_t *cards)
{
	char *bytes = NULL;
	FILE *f = open_memstream(&bytes, len);
	struct vcard_out *out = vcard_out_new(f, version);
	struct rewriting w;
	struct table_row row;
	struct err err = ERR_INIT;
	enum status st;

	*cards = 0;
	while ((st = vcard_in_next(in, &row, &err)) == ST_OK) {
		check_row(vcard_in_header(in), &row);
		require(row.number == ++*cards);
		take(&w, vcard_in_header(in), &row);
		vcard_out_card(out, &w.card);
	}
	require(st == ST_NOT_FOUND || (st == ST_BAD_DATA && *err.text));
	require(*cards == vcard_in_notes(in)->cards);
	require(vcard_out_finish(out, NULL) == ST_OK);
	fclose(f);
	return bytes;
}

static bool same(const struct vcard_in *a, const struct table_row *ra, const struct vcard_in *b,
	const struct table_row *rb, const char *name)
{
	return !strcmp(cell(vcard_in_header(a), ra, name), cell(vcard_in_header(b), rb, name));
}

/* What stays as it is, whatever it looks like. */
static void compare(struct source *src, const struct vcard_in_options *opt, struct source *written)
{
	static const char *const names[] = {"name", "notes", "street", "city", "birthday"};
	struct vcard_in *a, *b;
	struct table_row ra, rb;

	require(vcard_in_open(src, opt, &a, NULL, NULL) == ST_OK);
	require(vcard_in_open(written, NULL, &b, NULL, NULL) == ST_OK);
	require(vcard_in_notes(b)->bad_lines == 0 && vcard_in_notes(b)->bad_values == 0);
	require(vcard_in_notes(a)->cards == vcard_in_notes(b)->cards);
	while (vcard_in_next(a, &ra, NULL) == ST_OK) {
		const char *uid = cell(vcard_in_header(a), &ra, "external_id");

		require(vcard_in_next(b, &rb, NULL) == ST_OK);
		for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
			if (i || *cell(vcard_in_header(a), &ra, "name"))
				require(same(a, &ra, b, &rb, names[i]));
		require(same(a, &ra, b, &rb, "external_id") ||
			!strncmp(uid, VCARD_CLIENT_UID, sizeof(VCARD_CLIENT_UID) - 1));
	}
	require(vcard_in_next(b, &rb, NULL) == ST_NOT_FOUND);
	vcard_in_free(a);
	vcard_in_free(b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const langs[] = {NULL, "en", "ru", "pl"};
	struct vcard_in_options opt;
	struct source *src = NULL, *written = NULL;
	struct vcard_in *in = NULL;
	int64_t cards, line;
	char *bytes;
	size_t len;

	if (size < 2)
		return 0;
	opt = (struct vcard_in_options){.fixed = data[0] & 1,
		.lang = langs[data[0] >> 1 & 3],
		.charset = (enum charset)((data[0] >> 4) % CHARSET_COUNT)};
	if (source_open_memory(data + 1, size - 1, "fuzz", &src, NULL) != ST_OK)
		return 0;
	vcard_in_is(src);
	if (vcard_in_open(src, &opt, &in, &line, NULL) == ST_OK) {
		bytes = rewrite(in, data[0] & 8 ? VCARD_3_0 : VCARD_4_0, &len, &cards);
		require(vcard_in_consumed(in) <= source_size(src));
		vcard_in_free(in);
		require(source_open_memory(bytes, len, "written", &written, NULL) == ST_OK);
		compare(src, &opt, written);
		source_free(written);
		free(bytes);
	}
	source_free(src);
	return 0;
}
