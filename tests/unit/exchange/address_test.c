/* Postal addresses: the order of lines by country, the country only when it is abroad. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "exchange/address.h"

static void check(const char *home, const char *street, const char *city, const char *region,
	const char *postcode, const char *country, const char *expected)
{
	struct address a = {street, city, region, postcode, country};
	struct buf b = BUF_INIT;

	address_lines(&a, home, &b);
	assert_string_equal(buf_str(&b), expected);
	buf_release(&b);
}

static void the_order_is_the_countrys(void **state)
{
	(void)state;
	check("48", "ul. Żwirki 3", "Łódź", "łódzkie", "90-539", "Polska",
		"\nul. Żwirki 3\n90-539 Łódź");
	check("7", "ул. Лесная, 12", "Химки", "Московская область", "141400", "Россия",
		"\nул. Лесная, 12\nХимки\nМосковская область\n141400");
	check("359", "бул. Витоша 1", "София", "", "1000", "България",
		"\nбул. Витоша 1\n1000 София");
	check("44", "14 Welsh Back", "Bristol", "", "BS1 4SP", "UK",
		"\n14 Welsh Back\nBristol\nBS1 4SP");
	check("1", "200 Summer Street", "Boston", "MA", "02110", "USA",
		"\n200 Summer Street\nBoston, MA 02110");
}

static void abroad_names_the_country(void **state)
{
	(void)state;
	check("48", "Hof 1", "Berlin", "", "10115", "Germany", "\nHof 1\n10115 Berlin\nGermany");
	check("48", "ул. Лесная, 12", "Москва", "Москва", "125047", "Rosja",
		"\nул. Лесная, 12\nМосква\nRosja\n125047");
	check("7", "Абая 1", "Алматы", "", "050000", "Казахстан",
		"\nАбая 1\nАлматы\nКазахстан\n050000");
	check("48", "Rua 1", "Lisboa", "", "1000", "Portugal", "\nRua 1\n1000 Lisboa\nPortugal");
}

/* Without a country it is home's order; without a home every country is named. */
static void what_is_not_known(void **state)
{
	(void)state;
	check("7", "Лесная, 12", "Москва", "", "125047", "", "\nЛесная, 12\nМосква\n125047");
	check(NULL, "Hof 1", "Berlin", "", "10115", "", "\nHof 1\n10115 Berlin");
	check(NULL, "Hof 1", "Berlin", "", "10115", "DE", "\nHof 1\n10115 Berlin\nDE");
	check("48", "", "", "", "", "Polska", "");
	check("48", "Wieś 3", "", "", "", "", "\nWieś 3");
	check("48", "Wieś 3", "", "podlaskie", "16-001", "", "\nWieś 3\n16-001 podlaskie");
	check("1", "Main St 1", "", "TX", "", "", "\nMain St 1\nTX");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_order_is_the_countrys),
		cmocka_unit_test(abroad_names_the_country),
		cmocka_unit_test(what_is_not_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
