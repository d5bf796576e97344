/* The vCard reader: every way in which a file can be wrong. */
#include "vcard_dump.h"

/* head, then n times unit, then tail. */
static char *repeated(const char *head, const char *unit, size_t n, const char *tail, size_t *len)
{
	size_t u = strlen(unit);
	char *text = malloc(strlen(head) + u * n + strlen(tail) + 1), *p = text;

	p = stpcpy(p, head);
	for (size_t i = 0; i < n; i++)
		p = stpcpy(p, unit);
	p = stpcpy(p, tail);
	*len = (size_t)(p - text);
	return text;
}

static void a_card_without_end_is_named(void **state)
{
	(void)state;
	assert_cards("BEGIN:VCARD\nFN:A\nEND:VCARD\nBEGIN:VCARD\nFN:B\n",
		"1 name=A; kind=person;\n[f.vcf, line 4: the card that begins here has no "
		"END:VCARD. The file is cut off or damaged.]");
	assert_cards(
		"BEGIN:VCARD\nFN:A\nEND:VCARD\nBEGIN:VCARD\nFN:B\nBEGIN:VCARD\nFN:C\nEND:VCARD\n",
		"1 name=A; kind=person;\n[f.vcf, line 4: the card that begins here has no "
		"END:VCARD. The file is cut off or damaged.]");
	assert_cards("BEGIN:VCARD\nFN:B\n",
		"[f.vcf, line 1: the card that begins here has no END:VCARD. The file is cut off "
		"or damaged.]");
}

static void a_file_without_cards_says_so(void **state)
{
	(void)state;
	assert_cards("name,phone\nA,1\n", "[f.vcf has no vCard with a person or company in it.]");
	assert_cards("BEGIN:VCARD\nKIND:group\nEND:VCARD\n",
		"[f.vcf has no vCard with a person or company in it.]");
}

static void nul_is_named(void **state)
{
	(void)state;
	assert_cards("BEGIN:VCARD\nFN:A\nEND:VCARD\nBEGIN:VCARD\nFN:B\0C\nEND:VCARD\n",
		"1 name=A; kind=person;\n[f.vcf, line 5, column 5: a NUL character. The file is "
		"damaged or its encoding is not UTF-8.]");
}

static void long_values_are_named(void **state)
{
	size_t len;
	char *text =
		repeated("BEGIN:VCARD\nFN:A\nEND:VCARD\nBEGIN:VCARD\nFN:B\nNOTE:", "0123456789",
			5 * 1024 * 1024, "\nEND:VCARD\n", &len);

	(void)state;
	check(text, len,
		"1 name=A; kind=person;\n[f.vcf, line 6: the value that begins here is "
		"longer than 1 MiB.]");
	free(text);
	text = repeated("BEGIN:VCARD\nFN:A\n",
		"EMAIL:0123456789\nNICKNAME:0123456789012345678901234567890\n ", 200000,
		"\nEND:VCARD\n", &len);
	check(text, len, "[f.vcf, line 1: the card that begins here is longer than 4 MiB.]");
	free(text);
	text = repeated("BEGIN:VCARD\n", "0123456789", 5 * 1024 * 1024, "\nEND:VCARD\n", &len);
	check(text, len, "[f.vcf, line 2: the value that begins here is longer than 1 MiB.]");
	free(text);
}

static void long_pictures_are_nothing(void **state)
{
	static const char *const heads[] = {"PHOTO;ENCODING=b:", "PHOTO;ENCODING=BASE64:\n",
		"X-FOO;ENCODING=QUOTED-PRINTABLE:"};
	static const char *const units[] = {"QUFB", "QUFB\n ", "QUFB\n"};
	char head[100];
	size_t len;
	char *text;

	(void)state;
	for (size_t i = 0; i < 9; i++) {
		const char *unit = i / 3 == 2 && i % 3 == 2 ? "=41=\n" : units[i % 3];

		snprintf(head, sizeof(head), "BEGIN:VCARD\nFN:A\n%s", heads[i / 3]);
		text = repeated(head, unit, 2 * 1024 * 1024, "\nTEL:1\nEND:VCARD\n", &len);
		check(text, len, "1 name=A; kind=person; phone=1;\n");
		free(text);
	}
}

static void garbage_between_and_inside_is_counted(void **state)
{
	static const char text[] = "hello\nBEGIN:VCARD\nFN:A\nno colon here\n:nothing\nFOO;BAR\n"
				   "TEL;TYPE=\"open:1\nEND:VCARD\n\n\nbye\n";
	struct vcard_notes notes;
	char *got = dump(text, sizeof(text) - 1, NULL, &notes);

	(void)state;
	assert_string_equal(got, "2 name=A; kind=person; phone=1;\n");
	assert_int_equal(notes.bad_lines, 5);
	assert_int_equal(notes.bad_line, 1);
	free(got);
}

static void only_vcards_look_like_vcards(void **state)
{
	static const struct {
		const char *text;
		bool is;
	} files[] = {{"BEGIN:VCARD\n", true}, {"\n  begin:vcard\r\n", true},
		{"\xEF\xBB\xBF"
		 "BEGIN:VCARD",
			true},
		{"BEGIN:VADDRESSBOOK\n", true}, {"BEGIN:VEVENT\n", false},
		{"name;phone\nA;1\n", false}, {"BEGIN", false}};

	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		struct source *src = source_of(files[i].text, strlen(files[i].text));

		assert_int_equal(vcard_in_is(src), files[i].is);
		source_free(src);
	}
}

/* Cut at every byte: the cards before are given, the torn one is named, nothing else happens. */
static void torn_files_are_named_at_every_byte(void **state)
{
	static const char text[] = CARD3("FN:A\\, b\r\nTEL;TYPE=\"cell,work\":1\r\n") CARD2(
		"FN;ENCODING=QUOTED-PRINTABLE;CHARSET=CP1251:=C8=E2=\r\n=E0=ED\r\n"
		"PHOTO;ENCODING=BASE64:AAAA\r\n AAAA\r\n\r\nADR;WORK:;;Str;City\r\n")
		CARD4("FN:\xD0\x98\xD0\xB2\r\nitem1.EMAIL;PREF=1:x@y\r\nitem1.X-ABLABEL:L\r\n");

	(void)state;
	for (size_t len = 1; len < sizeof(text) - 3; len++) {
		char *got = dump(text, len, NULL, NULL), *error = strchr(got, '[');
		const char *first = strstr(text, "END:VCARD") + 9,
			   *second = strstr(first, "END:VCARD") + 9;
		int whole = (text + len >= first) + (text + len >= second), rows = 0;

		for (const char *p = got; *p && *p != '['; p++)
			rows += *p == '\n';
		assert_int_equal(rows, whole);
		/* Behind an END there is nothing torn until the next BEGIN is whole. */
		if (error)
			assert_true(strstr(error, "END:VCARD") || strstr(error, "no vCard"));
		else
			assert_true(whole > 0);
		free(got);
	}
}

/* The next card has only begun, or its middle is all that is left. */
static void what_stands_between_cards_is_counted(void **state)
{
	static const struct {
		const char *text;
		int64_t bad, first;
	} files[] = {
		{"BEGIN:VCARD\nFN:A\nEND:VCARD\nBEGIN:VCA", 1, 4},
		{"BEGIN:VCARD\nFN:A\nEND:VCARD\nBEG", 1, 4},
		{"BEGIN:VCARD\nFN:A\nEND:VCARD\nFN:B\nTEL:1\nEND:VCARD\n", 2, 4},
		{"BEGIN:VADDRESSBOOK\nVERSION:1\nBEGIN:VCARD\nFN:A\nEND:VCARD\n"
		 "END:VADDRESSBOOK\n",
			0, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		struct vcard_notes notes;

		free(dump(files[i].text, strlen(files[i].text), NULL, &notes));
		assert_int_equal(notes.cards, 1);
		assert_int_equal(notes.bad_lines, files[i].bad);
		assert_int_equal(notes.bad_line, files[i].first);
	}
}

static void what_has_no_column_is_counted(void **state)
{
	struct buf b = BUF_INIT;
	struct vcard_notes notes;
	char *got;

	(void)state;
	buf_add(&b, "BEGIN:VCARD\nFN:A\nFN:Other\nADR:;;1\nADR:;;2\nADR:;;3\nADR:;;4\nADR:;;5\nEND:"
		    "VCARD\n"
		    "BEGIN:VCARD\nFN:B\n");
	for (int i = 0; i < 400; i++)
		buf_addf(&b, "TEL:%d\n", i);
	buf_add(&b, "junk\nEND:VCARD\n");
	got = dump(b.data, b.len, NULL, &notes);
	assert_non_null(strstr(got, "phone.9=8;"));
	assert_null(strstr(got, "phone.10"));
	assert_int_equal(notes.left_out, 2 + 391);
	assert_int_equal(notes.left_line, 1);
	assert_int_equal(notes.bad_lines, 1);
	assert_int_equal(notes.bad_line, 412);
	free(got);
	buf_release(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_card_without_end_is_named),
		cmocka_unit_test(a_file_without_cards_says_so),
		cmocka_unit_test(nul_is_named),
		cmocka_unit_test(long_values_are_named),
		cmocka_unit_test(long_pictures_are_nothing),
		cmocka_unit_test(garbage_between_and_inside_is_counted),
		cmocka_unit_test(only_vcards_look_like_vcards),
		cmocka_unit_test(torn_files_are_named_at_every_byte),
		cmocka_unit_test(what_stands_between_cards_is_counted),
		cmocka_unit_test(what_has_no_column_is_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
