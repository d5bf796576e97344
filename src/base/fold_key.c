/*
 * Keys made from folded text: duplicates, labels, phones, and text typed on the wrong keyboard
 * layout.
 */
#include "base/fold.h"

#include <stdint.h>
#include <string.h>
#include <utf8proc.h>

#include "base/text.h"

enum {
	FOLD_WORDS_MAX = 64,
	FOLD_PHONE_ABROAD = 10, /* digits of a whole number behind 00 and with it, at least */
	FOLD_PHONE_WHOLE = 10,  /* so many typed are a whole number, */
	FOLD_PHONE_TAIL = 9,    /* and so many of its last ones tell it from others */
	FOLD_PHONE_PART =
		6, /* so many have a trunk digit in front of something worth looking for */
};

/* A run of letters and digits in folded text. */
struct fold_word {
	const char *s;
	size_t len;
};

/* Legal forms, folded, as the words they are written in. Longer ones first where they share an end. */
#define FOLD_FORM(text, words)                \
	{                                     \
		text, sizeof(text) - 1, words \
	}
static const struct fold_form {
	const char *text;
	size_t len;
	int words;
} FOLD_FORMS[] = {
	FOLD_FORM("общество с ограниченнои ответственностью", 4),
	FOLD_FORM("индивидуальныи предприниматель", 2),
	FOLD_FORM("акционерное общество", 2),
	FOLD_FORM("spolka z ograniczona odpowiedzialnoscia", 4),
	FOLD_FORM("spolka akcyjna", 2),
	FOLD_FORM("sp z o o", 4),
	FOLD_FORM("sp z oo", 3),
	FOLD_FORM("spzoo", 1),
	FOLD_FORM("sp j", 2),
	FOLD_FORM("sp k", 2),
	FOLD_FORM("sp p", 2),
	FOLD_FORM("s a", 2),
	FOLD_FORM("sa", 1),
	FOLD_FORM("s c", 2),
	FOLD_FORM("psa", 1),
	FOLD_FORM("ооо", 1),
	FOLD_FORM("оао", 1),
	FOLD_FORM("зао", 1),
	FOLD_FORM("пао", 1),
	FOLD_FORM("нао", 1),
	FOLD_FORM("ао", 1),
	FOLD_FORM("ип", 1),
	FOLD_FORM("чп", 1),
	FOLD_FORM("фгуп", 1),
	FOLD_FORM("муп", 1),
	FOLD_FORM("гуп", 1),
	FOLD_FORM("тов", 1),
	FOLD_FORM("фоп", 1),
	FOLD_FORM("тдв", 1),
	FOLD_FORM("еоод", 1),
	FOLD_FORM("оод", 1),
	FOLD_FORM("еад", 1),
	FOLD_FORM("ад", 1),
	FOLD_FORM("ет", 1),
	FOLD_FORM("сд", 1),
	FOLD_FORM("кд", 1),
	FOLD_FORM("ooo", 1),
	FOLD_FORM("oao", 1),
	FOLD_FORM("zao", 1),
	FOLD_FORM("pao", 1),
	FOLD_FORM("eood", 1),
	FOLD_FORM("ood", 1),
	FOLD_FORM("limited", 1),
	FOLD_FORM("ltd", 1),
	FOLD_FORM("llc", 1),
	FOLD_FORM("l l c", 3),
	FOLD_FORM("llp", 1),
	FOLD_FORM("lp", 1),
	FOLD_FORM("incorporated", 1),
	FOLD_FORM("inc", 1),
	FOLD_FORM("corporation", 1),
	FOLD_FORM("corp", 1),
	FOLD_FORM("company", 1),
	FOLD_FORM("co", 1),
	FOLD_FORM("plc", 1),
	FOLD_FORM("gmbh", 1),
	FOLD_FORM("ag", 1),
	FOLD_FORM("kg", 1),
	FOLD_FORM("ohg", 1),
	FOLD_FORM("ug", 1),
	FOLD_FORM("sarl", 1),
	FOLD_FORM("srl", 1),
	FOLD_FORM("spa", 1),
	FOLD_FORM("bv", 1),
	FOLD_FORM("oy", 1),
};

static bool fold_is_alnum(uint32_t c)
{
	utf8proc_category_t category;

	if (c < 0x80)
		return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	if ((c >= 0x400 && c < 0x482) || (c >= 0x48A && c < 0x530) || (c >= 0xF8 && c < 0x250))
		return true; /* letters, all of them */
	category = utf8proc_category((utf8proc_int32_t)c);
	return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
	       (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
}

/* Split folded text into words, at most max; what is left over becomes part of the last one. */
static int fold_split(const char *s, struct fold_word *words, int max)
{
	const char *end = s + strlen(s);
	int count = 0;
	bool inside = false;

	while (s < end) {
		const char *at = s;

		if (!fold_is_alnum(text_decode(&s, end))) {
			inside = false;
			continue;
		}
		if (!inside) {
			if (count == max) {
				words[max - 1].len = (size_t)(end - words[max - 1].s);
				return max;
			}
			words[count++] = (struct fold_word){at, 0};
			inside = true;
		}
		words[count - 1].len = (size_t)(s - words[count - 1].s);
	}
	return count;
}

/* How many of the words at first (count of them) spell form; 0 when they do not. */
static int fold_match(const struct fold_word *first, int count, const char *form)
{
	int used = 0;

	for (;;) {
		size_t len = strcspn(form, " ");

		if (used == count || first[used].len != len ||
			memcmp(first[used].s, form, len) != 0)
			return 0;
		used++;
		form += len;
		if (*form == '\0')
			return used;
		form++;
	}
}

/* Can form stand there? A look at its ends spares most of the comparing. */
static bool fold_may_be(const struct fold_form *form, const struct fold_word *word, bool at_end)
{
	const char *end = form->text + form->len;

	if (form->words == 1)
		return word->len == form->len && memcmp(end - 2, word->s + word->len - 2, 2) == 0;
	return at_end ? end[-1] == word->s[word->len - 1] : form->text[0] == word->s[0];
}

/* Words of a legal form at the start (or at the end) of the name; 0 when there is none. */
static int fold_form_at(const struct fold_word *words, int count, bool at_end)
{
	for (size_t i = 0; i < sizeof FOLD_FORMS / sizeof *FOLD_FORMS; i++) {
		const struct fold_form *form = &FOLD_FORMS[i];

		if (form->words >= count || /* never drop the whole name */
			!fold_may_be(form, &words[at_end ? count - 1 : 0], at_end))
			continue;
		if (fold_match(at_end ? words + count - form->words : words, form->words,
			    form->text) > 0)
			return form->words;
	}
	return 0;
}

/* Append only the letters and digits of folded text. */
static void fold_add_alnum(struct buf *b, const char *s, size_t len)
{
	const char *end = s + len;

	while (s < end) {
		const char *at = s;

		if (fold_is_alnum(text_decode(&s, end)))
			buf_addn(b, at, (size_t)(s - at));
	}
}

/* The words of text without the legal forms at both ends; *count of them at the pointer returned. */
static struct fold_word *fold_bare(const char *text, struct fold_word *words, int *count)
{
	int drop;

	*count = fold_split(text, words, FOLD_WORDS_MAX);
	while ((drop = fold_form_at(words, *count, true)) > 0)
		*count -= drop;
	while ((drop = fold_form_at(words, *count, false)) > 0) {
		words += drop;
		*count -= drop;
	}
	return words;
}

void fold_dup_key(struct buf *b, const char *s)
{
	struct fold_word all[FOLD_WORDS_MAX];
	struct buf folded = BUF_INIT;
	struct fold_word *words;
	int count;

	fold_text(&folded, s);
	words = fold_bare(folded.data, all, &count);
	buf_addn(b, "", 0);
	for (int i = 0; i < count; i++)
		fold_add_alnum(b, words[i].s, words[i].len);
	buf_release(&folded);
}

void fold_dup_sort_key(struct buf *b, const char *s)
{
	struct fold_word all[FOLD_WORDS_MAX];
	struct buf key = BUF_INIT;
	struct fold_word *words;
	int count;

	fold_sort_key(&key, s);
	words = fold_bare(buf_str(&key), all, &count);
	buf_addn(b, "", 0);
	if (count > 0)
		buf_addn(b, words[0].s,
			(size_t)(words[count - 1].s - words[0].s) + words[count - 1].len);
	buf_release(&key);
}

bool fold_same(const char *a, const char *b)
{
	struct buf folded = BUF_INIT, left = BUF_INIT, right = BUF_INIT;
	bool same;

	fold_text(&folded, a);
	fold_add_alnum(&left, folded.data, folded.len);
	buf_clear(&folded);
	fold_text(&folded, b);
	fold_add_alnum(&right, folded.data, folded.len);
	same = left.len == right.len && strcmp(buf_str(&left), buf_str(&right)) == 0;
	buf_release(&folded);
	buf_release(&left);
	buf_release(&right);
	return same;
}

/* The trunk digit that is dialled before a national number. */
static char fold_trunk(const char *country_code)
{
	static const char *const EIGHT[] = {"7", "370", "375", "993", "998"};

	for (size_t i = 0; i < sizeof EIGHT / sizeof *EIGHT; i++)
		if (strcmp(country_code, EIGHT[i]) == 0)
			return '8';
	return '0';
}

/* Digits of a whole national number without trunk; 0 where it varies. */
static size_t fold_national_len(const char *country_code)
{
	static const struct {
		const char *code;
		size_t len;
	} LENGTHS[] = {{"7", 10}, {"1", 10}, {"48", 9}, {"359", 9}, {"380", 9}, {"375", 9}};

	for (size_t i = 0; i < sizeof LENGTHS / sizeof *LENGTHS; i++)
		if (strcmp(country_code, LENGTHS[i].code) == 0)
			return LENGTHS[i].len;
	return 0;
}

/* Digits of the first number in s: an extension or a second number behind it does not count. */
static void fold_digits(struct buf *b, const char *s, bool international)
{
	const char *end = s + strlen(s);
	size_t count = 0;

	while (s < end) {
		uint32_t c;

		if (international && strncmp(s, "(0)", 3) == 0) {
			s += 3;
			continue;
		}
		c = text_decode(&s, end);
		if (c >= '0' && c <= '9') {
			buf_addch(b, (char)c);
			count++;
		} else if (count >= 5 && (c == '#' || c == ';' || c == ',' || c == '\n' ||
						 (c >= 0x40 && fold_is_alnum(c)))) {
			return;
		}
	}
}

void fold_phone(struct buf *b, const char *s, const char *country_code)
{
	struct buf digits = BUF_INIT;
	const char *d;
	bool international;

	while (*s != '\0' && *s != '+' && !(*s >= '0' && *s <= '9'))
		s++;
	international = *s == '+';
	fold_digits(&digits, s, international);
	d = buf_str(&digits);
	if (!international && strncmp(d, "00", 2) == 0 && strlen(d) >= FOLD_PHONE_ABROAD) {
		d += 2;
		international = true;
	}
	if (!international && country_code != NULL && country_code[0] != '\0' && d[0] != '\0') {
		size_t whole = fold_national_len(country_code);
		char trunk = fold_trunk(country_code);

		if (d[0] == trunk && (trunk == '0' || strlen(d) != whole)) {
			d++;
			if (strcmp(country_code, "375") == 0 && *d == '0')
				d++; /* Belarus dials 80 */
			buf_add(b, country_code);
		} else if (whole > 0 && strlen(d) == whole) {
			buf_add(b, country_code);
		}
	}
	buf_add(b, d);
	buf_release(&digits);
}

/* One more way to put a number, behind a blank; not the first once more. */
static void fold_asked_add(struct buf *b, const char *digits)
{
	if (strcmp(buf_str(b), digits) == 0 || digits[0] == '\0')
		return;
	if (b->len > 0)
		buf_addch(b, ' ');
	buf_add(b, digits);
}

void fold_phone_asked(struct buf *b, const char *s, const char *country_code)
{
	struct buf typed = BUF_INIT, full = BUF_INIT;
	const char *d;

	fold_digits(&typed, s, s[strcspn(s, "+0123456789")] == '+');
	d = buf_str(&typed);
	buf_clear(b);
	if (typed.len >= FOLD_PHONE_WHOLE) {
		fold_asked_add(b, d + typed.len - FOLD_PHONE_TAIL);
	} else {
		fold_asked_add(b, d);
		fold_phone(&full, s, country_code);
		fold_asked_add(b, buf_str(&full));
		if (strncmp(d, "00", 2) == 0 && d[2] != '0' && typed.len >= FOLD_PHONE_PART)
			fold_asked_add(b, d + 2);
		else if ((d[0] == '8' || d[0] == '0') && d[1] != '0' &&
			 typed.len >= FOLD_PHONE_PART)
			fold_asked_add(b, d + 1);
	}
	buf_release(&typed);
	buf_release(&full);
}

/* The keys of a Latin keyboard and what they type in each layout, key by key. */
#define FOLD_KEYS "`qwertyuiop[]asdfghjkl;'zxcvbnm,./~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?"

static const struct {
	const char *name, *typed;
} FOLD_LAYOUTS[] = {
	{"ru", "ёйцукенгшщзхъфывапролджэячсмитьбю.ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,"},
	{"uk", "'йцукенгшщзхїфівапролджєячсмитьбю.₴ЙЦУКЕНГШЩЗХЇФІВАПРОЛДЖЄЯЧСМИТЬБЮ,"},
	{"bg", "(,уеишщксдзц;ьяаожгтнвмчюйъэфхпрлб)ыУЕИШЩКСДЗЦ§ѝЯАОЖГТНВМЧЮЙЪЭФХПРЛБ"},
	{"bg-phonetic", "чявертъуиопшщасдфгхйкл;'зьцжбнм,./ЧЯВЕРТЪУИОПШЩАСДФГХЙКЛ:\"ЗѝЦЖБНМ„“?"},
};

/* The character of to at the place where c stands in from; c when it is not there. */
static uint32_t fold_key_map(uint32_t c, const char *from, const char *to)
{
	const char *from_end = from + strlen(from), *to_end = to + strlen(to);

	while (from < from_end && to < to_end) {
		uint32_t key = text_decode(&from, from_end);
		uint32_t typed = text_decode(&to, to_end);

		if (key == c)
			return typed;
	}
	return c;
}

static bool fold_has_cyrillic(const char *s)
{
	const char *end = s + strlen(s);

	while (s < end) {
		uint32_t c = text_decode(&s, end);

		if (c >= 0x400 && c < 0x530)
			return true;
	}
	return false;
}

bool fold_layout(struct buf *b, const char *s, const char *layout)
{
	const char *end = s + strlen(s);
	const char *typed = NULL;
	bool back = fold_has_cyrillic(s), changed = false;

	buf_addn(b, "", 0);
	for (size_t i = 0; i < sizeof FOLD_LAYOUTS / sizeof *FOLD_LAYOUTS; i++)
		if (strcmp(FOLD_LAYOUTS[i].name, layout) == 0)
			typed = FOLD_LAYOUTS[i].typed;
	while (s < end) {
		uint32_t c = text_decode(&s, end), to = c;
		char bytes[4];

		if (typed != NULL)
			to = fold_key_map(c, back ? typed : FOLD_KEYS, back ? FOLD_KEYS : typed);
		changed = changed || to != c;
		buf_addn(b, bytes, (size_t)text_encode(to, bytes));
	}
	return changed;
}
