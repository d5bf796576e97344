/* The encoding guess over files of each language in each of its encodings, dense and sparse. */
#include "exchange/charset_guess.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct language {
	const char *code;
	const char *text; /* an office's file in that language */
	const char *word; /* one word of it, for files that are English otherwise */
	enum charset sets[5];
	int n_sets;
};

static const struct language languages[] = {
	{"ru",
		"Название;Город;Заметка\r\nООО «Ромашка»;Москва;позвонить завтра, счёт "
		"выставлен\r\n"
		"Иванов Пётр Сергеевич;Санкт-Петербург;договор подписан, ждём оплаты\r\n"
		"Щербакова Анна;Хабаровск;БУХГАЛТЕР в отпуске до понедельника\r\n",
		"Кузнецова",
		{CHARSET_CP1251, CHARSET_KOI8R, CHARSET_CP866, CHARSET_ISO8859_5, CHARSET_UTF8}, 5},
	{"bg",
		"Име;Град;Бележка\r\nПетър Георгиев;Велико Търново;обади се утре, фактурата е "
		"издадена\r\n"
		"Щърбанов ЕООД;Пловдив;договорът е подписан\r\nСофия Къщева;София;клиентът чака "
		"отговор\r\n",
		"Търново", {CHARSET_CP1251, CHARSET_CP866, CHARSET_ISO8859_5, CHARSET_UTF8}, 4},
	{"pl",
		"Nazwa;Miasto;Notatka\r\nWójcik Łukasz;Łódź;zadzwonić jutro, faktura wysłana\r\n"
		"Żółkiewska Świętosława;Gdańsk;umowa podpisana, właściciel prosi o źródło\r\n"
		"Spółka Śląska;Częstochowa;dostawa urządzeń w październiku\r\n",
		"Świętokrzyska", {CHARSET_CP1250, CHARSET_ISO8859_2, CHARSET_UTF8}, 3},
	{"de",
		"Name;Ort;Notiz\r\nMüller Jürgen;Köln;Rückruf übermorgen, Angebot geprüft\r\n"
		"Bäckerei Schröder;Düsseldorf;Großhandel, Geschäftsführer heißt Weiß\r\n",
		"Schröder", {CHARSET_CP1252, CHARSET_UTF8}, 2},
};
#define N_LANGUAGES (sizeof(languages) / sizeof(languages[0]))

static void encode(enum charset cs, const char *text, struct buf *bytes)
{
	struct charset_out *o = NULL;

	assert_int_equal(charset_out_new(cs, &o, NULL), ST_OK);
	buf_clear(bytes);
	charset_out_feed(o, text, strlen(text), bytes);
	charset_out_free(o);
}

/* Does the guess, whatever it is called, read the bytes as the text they were made of? */
static void assert_reads_as(const struct buf *bytes, const char *lang, const char *text)
{
	struct charset_guess guess;
	struct charset_in *in = NULL;
	struct buf back = BUF_INIT;

	charset_guess(bytes->data, bytes->len, lang, &guess);
	assert_int_equal(charset_in_new(guess.charset, true, &in, NULL), ST_OK);
	charset_in_feed(in, bytes->data, bytes->len, true, &back, NULL);
	assert_string_equal(buf_str(&back), text);
	charset_in_free(in);
	buf_release(&back);
}

static void whole_files_are_read_right_whatever_the_desk_speaks(void **state)
{
	static const char *const desks[] = {NULL, "en", "ru", "pl"};
	struct buf bytes = BUF_INIT, text = BUF_INIT;

	(void)state;
	for (size_t l = 0; l < N_LANGUAGES; l++) {
		for (int s = 0; s < languages[l].n_sets; s++) {
			for (size_t d = 0; d < 4; d++) {
				/* «» are not in every set. */
				buf_clear(&text);
				for (const char *p = languages[l].text; *p; p++)
					if (strncmp(p, "«", 2) == 0 || strncmp(p, "»", 2) == 0)
						p++;
					else
						buf_addch(&text, *p);
				encode(languages[l].sets[s], text.data, &bytes);
				assert_reads_as(&bytes, desks[d], text.data);
			}
		}
	}
	buf_release(&bytes);
	buf_release(&text);
}

static void one_foreign_word_in_an_english_file_is_enough(void **state)
{
	struct buf bytes = BUF_INIT, text = BUF_INIT;

	(void)state;
	for (size_t l = 0; l < N_LANGUAGES; l++) {
		for (int s = 0; s < languages[l].n_sets; s++) {
			buf_clear(&text);
			for (int row = 0; row < 25; row++)
				buf_addf(&text, "Smith John,London,call later %d,%s\n", row,
					row == 12 ? languages[l].word : "office");
			encode(languages[l].sets[s], text.data, &bytes);
			assert_reads_as(&bytes, languages[l].code, text.data);
		}
	}
	buf_release(&bytes);
	buf_release(&text);
}

static void marks_and_nul_patterns_tell_utf16(void **state)
{
	struct charset_guess g;
	struct buf bytes = BUF_INIT;

	(void)state;
	charset_guess("\xFF\xFE"
		      "a\0",
		4, NULL, &g);
	assert_int_equal(g.charset, CHARSET_UTF16LE);
	assert_true(g.has_bom && g.sure);
	charset_guess("\xFE\xFF\0a", 4, NULL, &g);
	assert_int_equal(g.charset, CHARSET_UTF16BE);
	charset_guess("\xEF\xBB\xBF"
		      "a",
		4, NULL, &g);
	assert_int_equal(g.charset, CHARSET_UTF8);
	assert_true(g.has_bom);
	for (size_t l = 0; l < N_LANGUAGES; l++) {
		encode(CHARSET_UTF16LE, languages[l].text, &bytes);
		charset_guess(bytes.data, bytes.len, NULL, &g);
		assert_int_equal(g.charset, CHARSET_UTF16LE);
		assert_false(g.has_bom);
		encode(CHARSET_UTF16BE, languages[l].text, &bytes);
		charset_guess(bytes.data, bytes.len, NULL, &g);
		assert_int_equal(g.charset, CHARSET_UTF16BE);
	}
	/* A NUL in ordinary text does not make it UTF-16. */
	charset_guess("name,phone\nIvan\0ov,123\n", 24, NULL, &g);
	assert_int_equal(g.charset, CHARSET_UTF8);
	buf_release(&bytes);
}

static void ascii_is_sure_and_says_so(void **state)
{
	struct charset_guess g;

	(void)state;
	charset_guess("name,phone\n", 11, "ru", &g);
	assert_int_equal(g.charset, CHARSET_UTF8);
	assert_true(g.ascii && g.sure);
	charset_guess("", 0, NULL, &g);
	assert_int_equal(g.charset, CHARSET_UTF8);
}

static void mostly_good_utf8_stays_utf8_but_is_not_sure(void **state)
{
	static const char text[] = "Название;Город\nРомашка;Москва\n\xC8\xE2\xE0\xED;x\n";
	struct charset_guess g;

	(void)state;
	charset_guess(text, sizeof(text) - 1, "ru", &g);
	assert_int_equal(g.charset, CHARSET_UTF8);
	assert_false(g.sure);
	assert_false(g.ascii);
	/* A character that the sample cuts is no fault. */
	charset_guess("Ромашка\xD0", 15, "ru", &g);
	assert_true(g.sure);
}

/* Two encodings in one file: no single-byte reading may hide the lines that are UTF-8. */
static void lines_of_utf8_among_others_are_not_read_as_something_else(void **state)
{
	static const char text[] = "name;city\n\xD2\xE5\xF1\xF2;\xCC\xEE\xF1\xEA\xE2\xE0\n"
				   "\xC0\xEB\xFC\xF4\xE0;x\nРомашка;y\n\xC1\xE5\xF2\xE0;z\n";
	struct charset_guess g;

	(void)state;
	charset_guess(text, sizeof(text) - 1, "ru", &g);
	assert_int_equal(g.charset, CHARSET_UTF8);
	assert_false(g.sure);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whole_files_are_read_right_whatever_the_desk_speaks),
		cmocka_unit_test(one_foreign_word_in_an_english_file_is_enough),
		cmocka_unit_test(marks_and_nul_patterns_tell_utf16),
		cmocka_unit_test(ascii_is_sure_and_says_so),
		cmocka_unit_test(mostly_good_utf8_stays_utf8_but_is_not_sure),
		cmocka_unit_test(lines_of_utf8_among_others_are_not_read_as_something_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
