/* The import wizard on files that no import can take: it says why, in the step that finds it, and the office stays as it was. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "office_vt.h"

/* Shell commands that write the file bad.csv; the keys after its name; what is said. */
static const struct bad {
	const char *make, *keys, *sentence;
} bad[] = {
	{": > bad.csv", "Enter", "bad.csv is empty."},
	{"head -c 9000 /dev/zero > bad.csv", "Enter", "bad.csv is not text."},
	{"cp office.db bad.csv", "Enter", "bad.csv is a database"},
	{"mkfifo bad.csv", "Enter", "bad.csv is not an ordinary file."},
	{"mkdir bad.csv", "Enter", "bad.csv is a directory"},
	{"ln -s nowhere bad.csv", "Enter", "bad.csv: No such file"},
	{"printf '\\n\\n' > bad.csv", "Enter Enter", "There are no rows to show."},
	{"awk 'BEGIN { for (i = 0; i < 10000; i++) printf \"c%d,\", i; print \"name\" }' > bad.csv",
		"Enter Enter", "bad.csv, line 1: the row has more than 1024 columns"},
	{"printf 'name,city\\n\"Open,Opole\\n' > bad.csv", "Enter Enter",
		"bad.csv, line 2: a quotation mark opens a cell here and is never closed."},
	{"printf 'name,city\\nA,Op\\0ole\\n' > bad.csv", "Enter Enter",
		"bad.csv, line 2, column 5: a NUL character."},
	{"{ printf 'name\\n\"'; head -c 50000000 /dev/zero | tr '\\0' x; echo '\"'; } > bad.csv",
		"Enter Enter", "bad.csv, line 2: the cell that begins here is longer than 1 MiB."},
	{"printf 'name,city\\nРомашка,Москва\\n\\322\\345\\361\\362,\\314\\n' > bad.csv",
		"Enter Enter",
		"bad.csv, line 3, column 1: Byte 38 of the file (0xD2) is not UTF-8 text."},
	{"printf '[\\n{\"name\":\"A\"}]\\n' > bad.csv", "Enter", "bad.csv is JSON, not a table"},
	{"printf 'PK\\003\\004....[Content_Types].xml' > bad.csv", "Enter",
		"bad.csv is damaged or incomplete: the list of its parts cannot be read."},
	{"printf 'BEGIN:VCARD\\r\\nVERSION:3.0\\r\\nFN:A\\r\\n' > bad.csv", "Enter Enter",
		"bad.csv, line 1: the card that begins here has no END:VCARD."},
	{"printf 'name,city\\nA,Opol\\303' > bad.csv", "Enter Enter",
		"bad.csv, line 2, column 7: The file ends in the middle of a character."},
	/* behind what the preview reads: found when the whole file is looked at */
	{"{ echo name,city; yes Firm,Opole | head -n 5000; printf '\"Open,Opole\\n'; } > bad.csv",
		"Enter Enter Enter n", "bad.csv, line 5002"},
	{"{ echo name,city; yes Firm,Opole | head -n 5000; printf 'A\\0B,Opole\\n'; } > bad.csv",
		"Enter Enter Enter n", "bad.csv, line 5002"},
};

static void try_file(const struct bad *b)
{
	char *before = strdup(office_ask("history --json"));
	struct vt *vt;

	office_do("rm -rf bad.csv");
	office_do(b->make);
	vt = office_desk(24, 100, NULL);
	vt_keys(vt, "6 Enter");
	vt_type(vt, "bad.csv");
	vt_keys(vt, b->keys);
	vt_wait(vt, b->sentence);
	vt_assert_clean(vt);
	vt_signal(vt, SIGTERM);
	office_ended(vt, 0);
	assert_string_equal(office_ask("history --json"), before);
	assert_string_equal(office_ask("list client --count"), "1\n");
	assert_non_null(strstr(office_ask("check"), "healthy"));
	free(before);
	office_do("rm -rf bad.csv");
}

static void bad_files_are_told_and_nothing_is_brought_in(void **state)
{
	(void)state;
	office_ask("add company name=Kept");
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		try_file(&bad[i]);
}

/* Each message fits into the smallest desk, and another file can be named at once. */
static void another_file_can_be_chosen(void **state)
{
	static const char *const names[] = {"table.json", "book.xlsx", "card.vcf", "good.csv"};
	static const char *const said[] = {"table.json is JSON, not a table; export it as CSV.",
		"Fetch or save it once more.", "has no END:VCARD. The file is cut", "Opole"};
	struct vt *vt;

	(void)state;
	office_do("echo '[{}]' > table.json; printf 'PK\\003\\004....[Content_Types].xml' > "
		  "book.xlsx;"
		  "printf 'BEGIN:VCARD\\nFN:A\\n' > card.vcf; printf 'name,city\\nA,Opole\\n' > "
		  "good.csv");
	vt = office_desk(24, 80, NULL);
	vt_keys(vt, "6 Enter");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (i > 0)
			vt_keys(vt, "Ctrl-U");
		vt_type(vt, names[i]);
		vt_keys(vt, "Enter");
		if (i >= 2)
			vt_keys(vt, "Enter");
		vt_wait(vt, said[i]);
		if (i == 2) {
			vt_keys(vt, "Esc");
			vt_wait(vt, "What does each row");
			vt_keys(vt, "Up");
		}
	}
	vt_assert_clean(vt);
	vt_signal(vt, SIGTERM);
	office_ended(vt, 0);
}

/* Somebody saves the file once more while the wizard is open. */
static void a_file_that_changes_is_not_brought_in(void **state)
{
	struct vt *vt;

	(void)state;
	office_do("rm -rf bad.csv; { echo name,city; yes Firm,Opole | head -n 3000; } > bad.csv");
	vt = office_desk(24, 80, NULL);
	vt_keys(vt, "6 Enter");
	vt_type(vt, "bad.csv");
	vt_keys(vt, "Enter Enter");
	vt_wait(vt, "Opole");
	office_do("echo Late,Radom >> bad.csv");
	vt_keys(vt, "Enter n");
	vt_wait(vt, "bad.csv was changed by another program");
	vt_signal(vt, SIGTERM);
	office_ended(vt, 0);
	assert_string_equal(office_ask("list client --count"), "1\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bad_files_are_told_and_nothing_is_brought_in),
		cmocka_unit_test(another_file_can_be_chosen),
		cmocka_unit_test(a_file_that_changes_is_not_brought_in),
	};

	return cmocka_run_group_tests(tests, office_folder, office_folder_end);
}
