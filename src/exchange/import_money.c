/* Amounts with a currency beside them: "1 200 zł", "€ 5", "100 руб.". */
#include <string.h>

#include "base/fold.h"
#include "base/mem.h"
#include "base/money.h"
#include "import_run.h"
#include "import_target_private.h"

static const struct {
	const char *word, *code;
} words[] = {
	{"€", "EUR"},
	{"euro", "EUR"},
	{"евро", "EUR"},
	{"eur.", "EUR"},
	{"₽", "RUB"},
	{"руб", "RUB"},
	{"р", "RUB"},
	{"рублей", "RUB"},
	{"rub.", "RUB"},
	{"zł", "PLN"},
	{"zl", "PLN"},
	{"złotych", "PLN"},
	{"лв", "BGN"},
	{"лева", "BGN"},
	{"$", "USD"},
	{"us$", "USD"},
	{"долл", "USD"},
	{"£", "GBP"},
	{"₴", "UAH"},
	{"грн", "UAH"},
	{"₸", "KZT"},
	{"тг", "KZT"},
	{"тенге", "KZT"},
	{"br", "BYN"},
	{"kč", "CZK"},
	{"¥", "JPY"},
	{"fr", "CHF"},
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_number_char(char c)
{
	return is_digit(c) || c == '+' || c == '-' || c == '(' || c == ')' || c == '.' ||
	       c == ',' || c == '\'';
}

/* Without blanks (also the unbreakable ones) and dots at its ends. */
static void trim(const char **s, size_t *len)
{
	static const char *const blanks[] = {" ", "\t", ".", "\u00a0", "\u202f", "\u2009"};
	bool again = true;

	while (again && *len) {
		again = false;
		for (size_t i = 0; i < sizeof(blanks) / sizeof(blanks[0]); i++) {
			size_t n = strlen(blanks[i]);

			if (*len >= n && !memcmp(*s, blanks[i], n)) {
				*s += n;
				*len -= n;
				again = true;
			}
			if (*len >= n && !memcmp(*s + *len - n, blanks[i], n)) {
				*len -= n;
				again = true;
			}
		}
	}
}

/* ISO 4217 code of a sign or a word into code; false when it is none that is known. */
static bool currency_of(const char *s, size_t len, char code[4])
{
	char word[32];

	if (!len || len >= sizeof(word))
		return false;
	memcpy(word, s, len);
	word[len] = '\0';
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (!strcmp(words[i].word, word) ||
			(words[i].word[1] && !fold_same(words[i].word, "") &&
				fold_same(words[i].word, word))) {
			memcpy(code, words[i].code, 4);
			return true;
		}
	if (len != 3)
		return false;
	for (int i = 0; i < 3; i++) {
		code[i] = word[i] >= 'a' && word[i] <= 'z' ? (char)(word[i] - 32) : word[i];
		if (code[i] < 'A' || code[i] > 'Z')
			return false;
	}
	code[3] = '\0';
	return true;
}

static bool has_amount(const struct record *r)
{
	for (int i = 0; i < r->nvalues; i++)
		if (r->kind->fields[i].type == FT_MONEY && r->values[i].set)
			return true;
	return false;
}

static enum status other_currency(const struct record *r, int field, const char *text,
	const char *code, const char *own, struct err *err)
{
	return err_set(err, ST_BAD_DATA,
		_("%s: \"%.60s\" is in %s, but the currency of the record is %s"),
		_(r->kind->fields[field].title), text, code, own);
}

static enum status check_currency(struct import_run *run, struct record *r, int field,
	const char *text, const char *code, struct err *err)
{
	const char *own = record_currency(run->o, r);
	int currency = kind_field(r->kind, "currency");

	if (!strcmp(own, code)) {
		run->row_currency = true;
		return ST_OK;
	}
	/* The currency of a new record is only the usual one until something says which. */
	if (r->id || currency < 0 || run->row_currency || import_gives(run->imp, currency) ||
		(has_amount(r) && money_digits(own) != money_digits(code)))
		return other_currency(r, field, text, code, own, err);
	record_set_text(r, currency, code);
	run->row_currency = true;
	return ST_OK;
}

enum status import_money(struct import_run *run, struct record *r, int field, const char *text,
	struct buf *out, struct err *err)
{
	size_t len = strlen(text), from = 0, to = len;
	const char *word = text;
	char code[4];

	if (len && is_number_char(text[0]) && is_digit(text[len - 1])) {
		buf_add(out, text);
		return ST_OK;
	}
	while (from < len && !is_number_char(text[from]))
		from++;
	while (to > from && !is_digit(text[to - 1]) && text[to - 1] != ')')
		to--;
	len = from;
	trim(&word, &len);
	if (!len) {
		word = text + to;
		len = strlen(word);
		trim(&word, &len);
	}
	if (from == to || !currency_of(word, len, code)) {
		buf_add(out, text);
		return ST_OK;
	}
	buf_addn(out, text + from, to - from);
	return check_currency(run, r, field, text, code, err);
}
