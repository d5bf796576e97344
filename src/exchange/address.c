/* Postal addresses, by a table of countries. */
#include "exchange/address.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/mem.h"

enum order {
	CODE_BEFORE_CITY,
	CODE_LAST,      /* city, region, country, then the postcode below all */
	CODE_BELOW,     /* city, region, postcode, each on its line */
	CODE_BEHIND_ALL /* "City, Region Postcode" */
};

static const struct country {
	const char *names; /* separated by '|' */
	const char *code;  /* telephone */
	enum order order;
} countries[] = {
	{"RU|RUS|Russia|Russian Federation|Россия|Российская Федерация|РФ|Русия|Rosja", "7",
		CODE_LAST},
	{"KZ|KAZ|Kazakhstan|Казахстан|Қазақстан|Kazachstan", "7", CODE_LAST},
	{"BY|BLR|Belarus|Беларусь|Белоруссия|Беларус|Białoruś", "375", CODE_LAST},
	{"UA|UKR|Ukraine|Україна|Украина|Украйна|Ukraina", "380", CODE_LAST},
	{"BG|BGR|Bulgaria|България|Болгария|Bułgaria", "359", CODE_BEFORE_CITY},
	{"PL|POL|Poland|Polska|Польша|Полша", "48", CODE_BEFORE_CITY},
	{"DE|DEU|Germany|Deutschland|Германия|Niemcy", "49", CODE_BEFORE_CITY},
	{"AT|AUT|Austria|Österreich|Австрия", "43", CODE_BEFORE_CITY},
	{"CH|CHE|Switzerland|Schweiz|Suisse|Швейцария|Szwajcaria", "41", CODE_BEFORE_CITY},
	{"CZ|CZE|Czechia|Czech Republic|Česko|Чехия|Czechy", "420", CODE_BEFORE_CITY},
	{"SK|SVK|Slovakia|Slovensko|Словакия|Słowacja", "421", CODE_BEFORE_CITY},
	{"LT|LTU|Lithuania|Lietuva|Литва|Litwa", "370", CODE_BEFORE_CITY},
	{"LV|LVA|Latvia|Latvija|Латвия|Łotwa", "371", CODE_BEFORE_CITY},
	{"EE|EST|Estonia|Eesti|Эстония|Естония", "372", CODE_BEFORE_CITY},
	{"RO|ROU|Romania|România|Румыния|Румъния|Rumunia", "40", CODE_BEFORE_CITY},
	{"RS|SRB|Serbia|Србија|Сербия|Сърбия", "381", CODE_BEFORE_CITY},
	{"GR|GRC|Greece|Ελλάδα|Греция|Гърция|Grecja", "30", CODE_BEFORE_CITY},
	{"TR|TUR|Turkey|Türkiye|Турция|Turcja", "90", CODE_BEFORE_CITY},
	{"FR|FRA|France|Франция|Francja", "33", CODE_BEFORE_CITY},
	{"IT|ITA|Italy|Italia|Италия|Włochy", "39", CODE_BEFORE_CITY},
	{"ES|ESP|Spain|España|Испания|Hiszpania", "34", CODE_BEFORE_CITY},
	{"NL|NLD|Netherlands|Holland|Nederland|Нидерланды|Голландия|Нидерландия|Holandia|"
	 "Niderlandy",
		"31", CODE_BEFORE_CITY},
	{"GB|GBR|UK|United Kingdom|Great Britain|England|Великобритания|Англия|"
	 "Wielka Brytania|Anglia",
		"44", CODE_BELOW},
	{"IE|IRL|Ireland|Éire|Ирландия|Irlandia", "353", CODE_BELOW},
	{"US|USA|United States|United States of America|США|САЩ|Stany Zjednoczone", "1",
		CODE_BEHIND_ALL},
	{"CA|CAN|Canada|Канада|Kanada", "1", CODE_BEHIND_ALL},
	{"AU|AUS|Australia|Австралия", "61", CODE_BEHIND_ALL},
};
enum { COUNTRIES = sizeof countries / sizeof *countries };

static bool country_is(const struct country *c, const char *name)
{
	const char *at = c->names;
	bool same = false;

	while (*at && !same) {
		size_t len = strcspn(at, "|");
		char *one = mem_strndup(at, len);

		same = fold_same(one, name);
		free(one);
		at += len + (at[len] == '|');
	}
	return same;
}

/* NULL: unknown. */
static const struct country *country_find(const char *name, const char *code)
{
	for (int i = 0; i < COUNTRIES; i++)
		if (name ? country_is(&countries[i], name)
			 : code && !strcmp(countries[i].code, code))
			return &countries[i];
	return NULL;
}

static void address_line(struct buf *out, const char *a, const char *between, const char *b)
{
	if (*a || *b)
		buf_addf(out, "\n%s%s%s", a, *a && *b ? between : "", b);
}

void address_lines(const struct address *a, const char *home_code, struct buf *out)
{
	const struct country *home = country_find(NULL, home_code);
	const struct country *there = *a->country ? country_find(a->country, NULL) : home;
	enum order order = there ? there->order : CODE_BEFORE_CITY;
	bool abroad = *a->country && (!there || there != home);
	struct buf place = BUF_INIT;

	if (!*a->street && !*a->city && !*a->region && !*a->postcode)
		return;
	address_line(out, a->street, "", "");
	switch (order) {
	case CODE_LAST:
	case CODE_BELOW:
		address_line(out, a->city, "", "");
		if (!fold_same(a->region, a->city))
			address_line(out, a->region, "", "");
		if (order == CODE_BELOW)
			address_line(out, a->postcode, "", "");
		break;
	case CODE_BEHIND_ALL:
		buf_addf(&place, "%s%s%s", a->city, *a->city && *a->region ? ", " : "", a->region);
		address_line(out, buf_str(&place), " ", a->postcode);
		break;
	default: address_line(out, a->postcode, " ", *a->city ? a->city : a->region); break;
	}
	if (abroad)
		address_line(out, a->country, "", "");
	if (order == CODE_LAST)
		address_line(out, a->postcode, "", "");
	buf_release(&place);
}
