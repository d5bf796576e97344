/*
 * The words that people write dates with. All languages are always understood: an office types in
 * several. Invariant: every word here is in folded form.
 */
#include "date_names.h"

#include <string.h>

#include "base/date.h"

enum name_kind { NAME_SHIFT, NAME_WEEKDAY, NAME_END };

struct name_day {
	const char *text;
	enum name_kind kind;
	int value;  /* days from today, weekday, or letter of the span that ends */
	bool whole; /* no prefix of it counts */
};

static const struct name_day NAME_DAYS[] = {
	{"today", NAME_SHIFT, 0, false},
	{"now", NAME_SHIFT, 0, true},
	{"tomorrow", NAME_SHIFT, 1, false},
	{"yesterday", NAME_SHIFT, -1, false},
	{"day after tomorrow", NAME_SHIFT, 2, true},
	{"day before yesterday", NAME_SHIFT, -2, true},
	{"сегодня", NAME_SHIFT, 0, false},
	{"сеичас", NAME_SHIFT, 0, true},
	{"завтра", NAME_SHIFT, 1, false},
	{"вчера", NAME_SHIFT, -1, false},
	{"послезавтра", NAME_SHIFT, 2, false},
	{"позавчера", NAME_SHIFT, -2, false},
	{"днес", NAME_SHIFT, 0, false},
	{"сега", NAME_SHIFT, 0, true},
	{"утре", NAME_SHIFT, 1, false},
	{"вдругиден", NAME_SHIFT, 2, false},
	{"завчера", NAME_SHIFT, -2, true},
	{"онзи ден", NAME_SHIFT, -2, true},
	{"dzisiaj", NAME_SHIFT, 0, false},
	{"dzis", NAME_SHIFT, 0, false},
	{"teraz", NAME_SHIFT, 0, true},
	{"jutro", NAME_SHIFT, 1, false},
	{"pojutrze", NAME_SHIFT, 2, false},
	{"wczoraj", NAME_SHIFT, -1, false},
	{"przedwczoraj", NAME_SHIFT, -2, false},

	{"monday", NAME_WEEKDAY, 0, false},
	{"tuesday", NAME_WEEKDAY, 1, false},
	{"wednesday", NAME_WEEKDAY, 2, false},
	{"thursday", NAME_WEEKDAY, 3, false},
	{"friday", NAME_WEEKDAY, 4, false},
	{"saturday", NAME_WEEKDAY, 5, false},
	{"sunday", NAME_WEEKDAY, 6, false},
	{"понедельник", NAME_WEEKDAY, 0, false},
	{"вторник", NAME_WEEKDAY, 1, false},
	{"среда", NAME_WEEKDAY, 2, false},
	{"среду", NAME_WEEKDAY, 2, false},
	{"четверг", NAME_WEEKDAY, 3, false},
	{"пятница", NAME_WEEKDAY, 4, false},
	{"пятницу", NAME_WEEKDAY, 4, false},
	{"суббота", NAME_WEEKDAY, 5, false},
	{"субботу", NAME_WEEKDAY, 5, false},
	{"воскресенье", NAME_WEEKDAY, 6, false},
	{"понеделник", NAME_WEEKDAY, 0, false},
	{"сряда", NAME_WEEKDAY, 2, false},
	{"четвъртък", NAME_WEEKDAY, 3, false},
	{"петък", NAME_WEEKDAY, 4, false},
	{"събота", NAME_WEEKDAY, 5, false},
	{"неделя", NAME_WEEKDAY, 6, false},
	{"пн", NAME_WEEKDAY, 0, true},
	{"вт", NAME_WEEKDAY, 1, true},
	{"ср", NAME_WEEKDAY, 2, true},
	{"чт", NAME_WEEKDAY, 3, true},
	{"пт", NAME_WEEKDAY, 4, true},
	{"сб", NAME_WEEKDAY, 5, true},
	{"вс", NAME_WEEKDAY, 6, true},
	{"нд", NAME_WEEKDAY, 6, true},
	{"poniedzialek", NAME_WEEKDAY, 0, false},
	{"wtorek", NAME_WEEKDAY, 1, false},
	{"sroda", NAME_WEEKDAY, 2, false},
	{"srode", NAME_WEEKDAY, 2, false},
	{"czwartek", NAME_WEEKDAY, 3, false},
	{"piatek", NAME_WEEKDAY, 4, false},
	{"sobota", NAME_WEEKDAY, 5, false},
	{"sobote", NAME_WEEKDAY, 5, false},
	{"niedziela", NAME_WEEKDAY, 6, false},
	{"niedziele", NAME_WEEKDAY, 6, false},
	{"wt", NAME_WEEKDAY, 1, true},
	{"sr", NAME_WEEKDAY, 2, true},
	{"pt", NAME_WEEKDAY, 4, true},
	{"nd", NAME_WEEKDAY, 6, true},

	{"eow", NAME_END, 'w', true},
	{"eom", NAME_END, 'm', true},
	{"eoq", NAME_END, 'q', true},
	{"eoy", NAME_END, 'y', true},
	{"end of week", NAME_END, 'w', true},
	{"end of month", NAME_END, 'm', true},
	{"end of quarter", NAME_END, 'q', true},
	{"end of year", NAME_END, 'y', true},
	{"конец недели", NAME_END, 'w', true},
	{"конец месяца", NAME_END, 'm', true},
	{"конец квартала", NAME_END, 'q', true},
	{"конец года", NAME_END, 'y', true},
	{"краи на седмицата", NAME_END, 'w', true},
	{"краи на месеца", NAME_END, 'm', true},
	{"краи на тримесечието", NAME_END, 'q', true},
	{"краи на годината", NAME_END, 'y', true},
	{"koniec tygodnia", NAME_END, 'w', true},
	{"koniec miesiaca", NAME_END, 'm', true},
	{"koniec kwartalu", NAME_END, 'q', true},
	{"koniec roku", NAME_END, 'y', true},
};

struct name_value {
	const char *text;
	int value;
};

static const struct name_value NAME_MONTHS[] = {
	{"january", 1},
	{"february", 2},
	{"march", 3},
	{"april", 4},
	{"may", 5},
	{"june", 6},
	{"july", 7},
	{"august", 8},
	{"september", 9},
	{"october", 10},
	{"november", 11},
	{"december", 12},
	{"январь", 1},
	{"января", 1},
	{"февраль", 2},
	{"февраля", 2},
	{"март", 3},
	{"марта", 3},
	{"апрель", 4},
	{"апреля", 4},
	{"маи", 5},
	{"мая", 5},
	{"июнь", 6},
	{"июня", 6},
	{"июль", 7},
	{"июля", 7},
	{"август", 8},
	{"августа", 8},
	{"сентябрь", 9},
	{"сентября", 9},
	{"октябрь", 10},
	{"октября", 10},
	{"ноябрь", 11},
	{"ноября", 11},
	{"декабрь", 12},
	{"декабря", 12},
	{"януари", 1},
	{"февруари", 2},
	{"април", 4},
	{"юни", 6},
	{"юли", 7},
	{"септември", 9},
	{"октомври", 10},
	{"ноември", 11},
	{"декември", 12},
	{"styczen", 1},
	{"stycznia", 1},
	{"luty", 2},
	{"lutego", 2},
	{"marzec", 3},
	{"marca", 3},
	{"kwiecien", 4},
	{"kwietnia", 4},
	{"maj", 5},
	{"maja", 5},
	{"czerwiec", 6},
	{"czerwca", 6},
	{"lipiec", 7},
	{"lipca", 7},
	{"sierpien", 8},
	{"sierpnia", 8},
	{"wrzesien", 9},
	{"wrzesnia", 9},
	{"pazdziernik", 10},
	{"pazdziernika", 10},
	{"listopad", 11},
	{"listopada", 11},
	{"grudzien", 12},
	{"grudnia", 12},
};

static const struct name_value NAME_UNITS[] = {
	{"d", 'd'},
	{"day", 'd'},
	{"days", 'd'},
	{"w", 'w'},
	{"wk", 'w'},
	{"week", 'w'},
	{"weeks", 'w'},
	{"m", 'm'},
	{"mo", 'm'},
	{"mon", 'm'},
	{"month", 'm'},
	{"months", 'm'},
	{"y", 'y'},
	{"yr", 'y'},
	{"year", 'y'},
	{"years", 'y'},
	{"д", 'd'},
	{"дн", 'd'},
	{"день", 'd'},
	{"дня", 'd'},
	{"днеи", 'd'},
	{"н", 'w'},
	{"нед", 'w'},
	{"неделя", 'w'},
	{"неделю", 'w'},
	{"недели", 'w'},
	{"недель", 'w'},
	{"м", 'm'},
	{"мес", 'm'},
	{"месяц", 'm'},
	{"месяца", 'm'},
	{"месяцев", 'm'},
	{"г", 'y'},
	{"год", 'y'},
	{"года", 'y'},
	{"лет", 'y'},
	{"ден", 'd'},
	{"дни", 'd'},
	{"с", 'w'},
	{"седм", 'w'},
	{"седмица", 'w'},
	{"седмици", 'w'},
	{"месец", 'm'},
	{"месеца", 'm'},
	{"година", 'y'},
	{"години", 'y'},
	{"dzien", 'd'},
	{"dni", 'd'},
	{"t", 'w'},
	{"tyg", 'w'},
	{"tydzien", 'w'},
	{"tygodnie", 'w'},
	{"tygodni", 'w'},
	{"mies", 'm'},
	{"miesiac", 'm'},
	{"miesiace", 'm'},
	{"miesiecy", 'm'},
	{"r", 'y'},
	{"rok", 'y'},
	{"lata", 'y'},
	{"lat", 'y'},
};

#define NAME_COUNT(table) (sizeof(table) / sizeof *(table))

/* Letters, not bytes, in len bytes of UTF-8. */
static size_t name_letters(const char *s, size_t len)
{
	size_t count = 0;

	for (size_t i = 0; i < len; i++)
		count += ((unsigned char)s[i] & 0xC0) != 0x80;
	return count;
}

static bool name_is(const char *text, const char *word, size_t len)
{
	return strncmp(text, word, len) == 0 && text[len] == '\0';
}

int date_names_month(const char *word, size_t len)
{
	int found = 0;

	if (name_letters(word, len) < 3)
		return 0;
	for (size_t i = 0; i < NAME_COUNT(NAME_MONTHS); i++) {
		if (strncmp(NAME_MONTHS[i].text, word, len) != 0)
			continue;
		if (found != 0 && found != NAME_MONTHS[i].value)
			return 0;
		found = NAME_MONTHS[i].value;
	}
	return found;
}

/* The row that the phrase is, or is the prefix of and of no row with another meaning. */
static const struct name_day *name_find_day(const char *phrase, size_t len)
{
	const struct name_day *found = NULL;

	for (size_t i = 0; i < NAME_COUNT(NAME_DAYS); i++)
		if (name_is(NAME_DAYS[i].text, phrase, len))
			return &NAME_DAYS[i];
	if (name_letters(phrase, len) < 3)
		return NULL;
	for (size_t i = 0; i < NAME_COUNT(NAME_DAYS); i++) {
		const struct name_day *row = &NAME_DAYS[i];

		if (row->whole || strncmp(row->text, phrase, len) != 0)
			continue;
		if (found != NULL && (found->kind != row->kind || found->value != row->value))
			return NULL;
		found = row;
	}
	return found;
}

int date_names_weekday(const char *word, size_t len)
{
	const struct name_day *row = name_find_day(word, len);

	return row != NULL && row->kind == NAME_WEEKDAY ? row->value : -1;
}

static int32_t name_end_of(char span, int32_t today)
{
	switch (span) {
	case 'w': return today + 6 - date_weekday(today);
	case 'm': return date_add_months(date_month_start(today), 1) - 1;
	case 'q': return date_add_months(date_quarter_start(today), 3) - 1;
	}
	return date_add_months(date_year_start(today), 12) - 1;
}

bool date_names_day(const char *phrase, size_t len, int32_t today, int32_t *out)
{
	const struct name_day *row = name_find_day(phrase, len);

	if (row == NULL)
		return false;
	switch (row->kind) {
	case NAME_SHIFT: *out = today + row->value; break;
	case NAME_WEEKDAY: *out = today + (row->value - date_weekday(today) + 6) % 7 + 1; break;
	case NAME_END: *out = name_end_of((char)row->value, today); break;
	}
	return true;
}

char date_names_unit(const char *word, size_t len)
{
	for (size_t i = 0; i < NAME_COUNT(NAME_UNITS); i++)
		if (name_is(NAME_UNITS[i].text, word, len))
			return (char)NAME_UNITS[i].value;
	return 0;
}
