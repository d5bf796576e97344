/* The vCard reader: cards as programs write them, every spelling of the three versions. */
#include "vcard_dump.h"

static void android_writes_quoted_printable(void **state)
{
	(void)state;
	assert_cards("BEGIN:VCARD\r\nVERSION:2.1\r\n"
		     "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=98=D0=B2=D0=B0=D0=BD=D0=BE=D0="
		     "B2;=D0=9F=D1=91=D1=82=\r\n"
		     "=D1=80;;;\r\n"
		     "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9F=D1=91=D1=82=D1=80=20=D0=98="
		     "D0=B2=D0=B0=D0=BD=D0=BE=D0=B2\r\n"
		     "TEL;CELL;PREF:+7 916 123-45-67\r\nTEL;WORK:8(495)1234567\r\n"
		     "TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=D0=94=D0=B0=D1=87=D0="
		     "B0):123\r\n"
		     "EMAIL;HOME:petr@example.org\r\n"
		     "ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=A0=D0=BE=D0=BC=D0=B0=D1=88="
		     "D0=BA=D0=B0\r\n"
		     "NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0Atwo=3B three\r\n"
		     "X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Petya;1;;;;;;;;;;;;;\r\n"
		     "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD/\r\n "
		     "/9j/4AAQSkZJRg:AB\r\n\r\n"
		     "END:VCARD\r\n",
		"1 name=Пётр Иванов; kind=person; first_name=Пётр; last_name=Иванов; "
		"nickname=Petya; employer=Ромашка; phone=8(495)1234567; phone.2=123; "
		"phone.2.label=Дача; mobile=+7 916 123-45-67; email=petr@example.org; "
		"notes=one\\ntwo; three;\n");
}

static void outlook_writes_cp1251(void **state)
{
	(void)state;
	assert_cards(
		"BEGIN:VCARD\r\nVERSION:2.1\r\n"
		"N;LANGUAGE=ru;CHARSET=windows-1251:\xCF\xE5\xF2\xF0\xEE\xE2\xE0;\xC0\xED\xED\xE0;"
		"\xD1\xE5\xF0\xE3\xE5\xE5\xE2\xED\xE0;\xE3-\xE6\xE0\r\n"
		"FN;CHARSET=windows-1251:\xCF\xE5\xF2\xF0\xEE\xE2\xE0 \xC0\xED\xED\xE0\r\n"
		"ORG;CHARSET=windows-1251:\xCE\xCE\xCE \xCB\xF3\xF7;\xD1\xE1\xFB\xF2\r\n"
		"TITLE;CHARSET=windows-1251:\xC4\xE8\xF0\xE5\xEA\xF2\xEE\xF0\r\n"
		"TEL;WORK;VOICE:+7 (495) 111-22-33\r\nTEL;WORK;FAX:+7 (495) 111-22-34\r\n"
		"TEL;CELL;VOICE:+7 (903) 000-11-22\r\n"
		"ADR;WORK;PREF;CHARSET=windows-1251:;;\xF3\xEB. \xCB\xE5\xED\xE8\xED\xE0, "
		"5;\xCC\xEE\xF1\xEA\xE2\xE0;;101000;\xD0\xEE\xF1\xF1\xE8\xFF\r\n"
		"LABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE;CHARSET=windows-1251:=EB. 5=0D=0A=\r\n"
		"TEL:1 is text here=0D=0A=\r\nlast\r\n"
		"URL;WORK:http://luch.example\r\nEMAIL;PREF;INTERNET:anna@luch.example\r\n"
		"BDAY:19800229\r\nX-MS-OL-DEFAULT-POSTAL-ADDRESS:2\r\nREV:20200101T000000Z\r\n"
		"END:VCARD\r\n",
		"1 name=Петрова Анна; kind=person; salutation=г-жа; first_name=Анна; "
		"middle_name=Сергеевна; last_name=Петрова; employer=ООО Луч; department=Сбыт; "
		"job_title=Директор; phone=+7 (495) 111-22-33; mobile=+7 (903) 000-11-22; "
		"fax=+7 (495) 111-22-34; fax.label=work; email=anna@luch.example; "
		"website=http://luch.example; street=ул. Ленина, 5; city=Москва; "
		"postcode=101000; country=Россия; birthday=1980-02-29;\n");
}

static void apple_writes_groups(void **state)
{
	(void)state;
	assert_cards(
		"BEGIN:VCARD\nVERSION:3.0\nPRODID:-//Apple Inc.//Mac OS X 10.15//EN\n"
		"N:Smith;John;Q.;Mr.;Jr.\nFN:Mr. John Q. Smith Jr.\nORG:Acme\\, Inc.;\n"
		"EMAIL;type=INTERNET;type=HOME;type=pref:john@example.com\n"
		"item1.EMAIL;type=INTERNET:billing@example.com\nitem1.X-ABLabel:Accounts\n"
		"TEL;type=CELL;type=VOICE;type=pref:555-1\n"
		"item2.TEL:555-2\nitem2.X-ABLabel:_$!<Assistant>!$_\n"
		"TEL;type=WORK;type=FAX:555-3\n"
		"item3.ADR;type=WORK;type=pref:;;1 Main St\\nSuite 5;Boston;MA;02110;USA\n"
		"item3.X-ABADR:us\nitem4.ADR;type=HOME:;;2 Elm St;Salem;MA;01970;USA\n"
		"item5.URL;type=pref:http\\://example.com/a\\,b\nitem5.X-ABLabel:_$!<HomePage>!$_\n"
		"IMPP;X-SERVICE-TYPE=Skype;type=HOME;type=pref:skype:john.smith\n"
		"X-SOCIALPROFILE;type=telegram:x-apple:johnq\n"
		"BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12\nNOTE:Likes tea\\; coffee\\,\n  milk\n"
		"PHOTO;ENCODING=b;TYPE=JPEG:AAAA\n BBBB\nUID:ABC-1\nEND:VCARD\n",
		"1 name=Mr. John Q. Smith Jr.; kind=person; salutation=Mr.; first_name=John; "
		"middle_name=Q.; last_name=Smith; suffix=Jr.; employer=Acme, Inc.; phone=555-2; "
		"mobile=555-1; fax=555-3; fax.label=work; email=john@example.com; "
		"email.2=billing@example.com; email.2.label=Accounts; "
		"website=http://example.com/a,b; messenger=john.smith; messenger.label=Skype; "
		"messenger.2=johnq; messenger.2.label=telegram; street=1 Main St, Suite 5; "
		"city=Boston; region=MA; postcode=02110; country=USA; "
		"address.visit.street=2 Elm St; address.visit.city=Salem; "
		"address.visit.region=MA; address.visit.postcode=01970; "
		"address.visit.country=USA; birthday_no_year=--04-12; "
		"notes=Likes tea; coffee, milk; external_id=ABC-1;\n");
}

static void google_writes_tags(void **state)
{
	(void)state;
	assert_cards(CARD3("FN:Jan Kowalski\r\nN:Kowalski;Jan;;;\r\nNICKNAME:Janek\r\n"
			   "EMAIL;TYPE=INTERNET;TYPE=WORK:jan@example.pl\r\nTEL;TYPE=CELL:+48 600 "
			   "100 200\r\n"
			   "item1.TEL:+48 22 1\r\nitem1.X-ABLabel:Sekretariat\r\n"
			   "ADR;TYPE=WORK:;;ul. Łódzka 1;Warszawa;;00-001;Polska;ul. Łódzka "
			   "1\\nWarszawa\r\n"
			   "ORG:Żuk Sp. z o.o.\r\nTITLE:Prezes\r\nBDAY:1985-04-12\r\n"
			   "CATEGORIES:Targi 2026,VIP,myContacts\r\n"),
		"1 name=Jan Kowalski; kind=person; first_name=Jan; last_name=Kowalski; "
		"nickname=Janek; employer=Żuk Sp. z o.o.; job_title=Prezes; phone=+48 22 1; "
		"mobile=+48 600 100 200; email=jan@example.pl; street=ul. Łódzka 1; city=Warszawa; "
		"postcode=00-001; country=Polska; birthday=1985-04-12; tags=Targi 2026, VIP;\n");
}

static void thunderbird_writes_four(void **state)
{
	(void)state;
	assert_cards(CARD4("FN:Ivan Petrov\r\nN:Petrov;Ivan;;;\r\nEMAIL;PREF=1:ivan@example.bg\r\n"
			   "EMAIL:second@example.bg\r\nTEL;VALUE=TEXT;TYPE=work:02 123\r\n"
			   "TEL;VALUE=uri;TYPE=\"voice,cell\";PREF=5:tel:+359-88-1;ext=12\r\n"
			   "URL;VALUE=URL:https://example.bg\r\nBDAY;VALUE=DATE:--0412\r\n"
			   "ROLE:Buyer\r\nKIND:individual\r\n"
			   "UID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1\r\n"
			   "ADR;LABEL=\"One: Street\";TYPE=home:;;Vitosha 1,entrance "
			   "B;Sofia;;1000;\r\n"),
		"1 name=Ivan Petrov; kind=person; first_name=Ivan; last_name=Petrov; role=Buyer; "
		"phone=02 123; mobile=+359-88-1 ext. 12; email=ivan@example.bg; "
		"email.2=second@example.bg; website=https://example.bg; "
		"street=Vitosha 1, entrance B; city=Sofia; postcode=1000; "
		"birthday_no_year=--04-12; "
		"external_id=urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1;\n");
}

static void companies_are_told_from_persons(void **state)
{
	(void)state;
	assert_cards(CARD4("KIND:org\r\nFN:Acme\r\nORG:Acme;Sales\r\nTEL:1\r\n") CARD3(
			     "N:;;;;\r\nFN:Луч\r\nORG:Луч\r\n") CARD3("N:;;;;\r\nORG:Only\r\n")
			     CARD3("N:X;;;;\r\nFN:X\r\nX-ABShowAs:COMPANY\r\nORG:X;\r\n")
				     CARD3("FN:Bob\r\nORG:Bob Ltd\r\n"),
		"1 name=Acme; kind=company; department=Sales; phone=1;\n"
		"8 name=Луч; kind=company;\n14 name=Only; kind=company;\n"
		"19 name=X; kind=company;\n26 name=Bob; kind=person; employer=Bob Ltd;\n");
}

static void a_name_is_made_of_what_there_is(void **state)
{
	(void)state;
	assert_cards(CARD2("N:Smith;Ann;B.\r\n") CARD2("N:;Mum;;;\r\nFN:Mum\r\n")
			     CARD2("EMAIL:a@b.c\r\nTEL:1\r\n") CARD2("TEL;CELL:2\r\n")
				     CARD2("NICKNAME:Nick\r\nTEL:3\r\n"),
		"1 name=Smith Ann B.; kind=person; first_name=Ann; middle_name=B.; "
		"last_name=Smith;\n"
		"5 name=Mum; kind=person;\n10 name=a@b.c; kind=person; phone=1; email=a@b.c;\n"
		"15 name=2; kind=person; phone=2;\n19 name=Nick; kind=person; nickname=Nick; "
		"phone=3;\n");
}

static void types_have_many_spellings(void **state)
{
	static const char *const spellings[] = {"TYPE=cell,work", "TYPE=\"cell,work\"", "CELL;WORK",
		"type=cell;type=work", "TYPE=\"cell\",\"work\"", "Type=WORK,VOICE,Cell",
		"VALUE=text;TYPE = cell , work", "TYPE=cell;WORK"};

	(void)state;
	for (size_t i = 0; i < sizeof(spellings) / sizeof(spellings[0]); i++) {
		char text[200];

		snprintf(text, sizeof(text), "BEGIN:VCARD\nFN:A\nTEL:1\nTEL;%s:2\nEND:VCARD\n",
			spellings[i]);
		check(text, strlen(text),
			"1 name=A; kind=person; phone=1; mobile=2; mobile.label=work;\n");
	}
}

static void preference_comes_first(void **state)
{
	(void)state;
	assert_cards(CARD3("FN:A\r\nTEL:1\r\nTEL;TYPE=pref:2\r\nTEL:1\r\nEMAIL:x@x\r\n"
			   "EMAIL;TYPE=INTERNET,PREF:y@y\r\n") CARD4("FN:B\r\nTEL;PREF=50:1\r\n"
								     "TEL;PREF=2:2\r\nTEL:3\r\n"),
		"1 name=A; kind=person; phone=2; phone.2=1; email=y@y; email.2=x@x;\n"
		"10 name=B; kind=person; phone=2; phone.2=1; phone.3=3;\n");
}

static void lines_are_unfolded(void **state)
{
	(void)state;
	assert_cards(CARD3("FN:Iva\r\n n\r\nNOTE:a\r\n  b\r\n\tc\r\nTEL;TY\r\n PE=cell\r\n "
			   ":1\r\nTEL:2\r\n"),
		"1 name=Ivan; kind=person; phone=2; mobile=1; notes=a bc;\n");
	/* In the middle of a character, and at blanks as 2.1 has it. */
	assert_cards(CARD3("FN:\xD0\r\n \x98\r\n"), "1 name=И; kind=person;\n");
	assert_cards(
		CARD2("FN:A\r\nNOTE:one\r\n two\r\n"), "1 name=A; kind=person; notes=one two;\n");
	assert_cards("BEGIN:VCARD\rFN:A\r\rNOTE:b\r  c\rEND:VCARD",
		"1 name=A; kind=person; notes=b c;\n");
}

static void soft_breaks_are_joined(void **state)
{
	(void)state;
	assert_cards(CARD2("FN;QUOTED-PRINTABLE:a=\r\nTEL:b=  \r\n c=3D=zz\r\n"),
		"1 name=aTEL:b c==zz; kind=person;\n");
	/* A soft break never swallows the end of the card. */
	assert_cards(CARD2("FN:A\r\nNOTE;ENCODING=QUOTED-PRINTABLE:x=\r\n") CARD2("FN:B\r\n"),
		"1 name=A; kind=person; notes=x;\n6 name=B; kind=person;\n");
}

static void escapes_are_undone(void **state)
{
	(void)state;
	assert_cards(CARD3("FN:a\\\\b\\,c\\;d\\:e\\nf\\x\r\nN:Do\\;e;J\\,r,K;;;\r\n"
			   "ORG:A\\;B;C\\,D;E\r\nCATEGORIES:x\\,y,z\r\nNOTE:1\\N2\\\\n\r\n"),
		"1 name=a\\b,c;d:e f\\x; kind=person; first_name=J,r K; last_name=Do;e; "
		"employer=A;B; department=C,D, E; notes=1\\n2\\n; tags=x y, z;\n");
}

static void uris_become_what_people_write(void **state)
{
	(void)state;
	assert_cards(CARD4("FN:A\r\nTEL:tel:+1-201-555;phone-context=x;ext=7\r\n"
			   "EMAIL:mailto:a%40b@c.d?subject=x\r\nEMAIL:Ann <ann@x.y>\r\n"
			   "IMPP:xmpp:a@jabber.org\r\nIMPP:https://t.me/a\r\nX-ICQ:12345\r\n"),
		"1 name=A; kind=person; phone=+1-201-555 ext. 7; email=a@b@c.d; email.2=ann@x.y; "
		"messenger=a@jabber.org; messenger.label=xmpp; messenger.2=https://t.me/a; "
		"messenger.3=12345; messenger.3.label=ICQ;\n");
}

static void birthdays_are_dates_or_what_they_are(void **state)
{
	static const char *const days[][2] = {{"1985-04-12", "birthday=1985-04-12"},
		{"19850412", "birthday=1985-04-12"},
		{"1985-04-12T00:00:00Z", "birthday=1985-04-12"},
		{"--0412", "birthday_no_year=--04-12"}, {"--04-12", "birthday_no_year=--04-12"},
		{"1985", "birthday_no_year=1985"}, {"1985-04", "birthday_no_year=1985-04"},
		{"---12", "birthday_no_year=---12"}, {"1985-02-30", "birthday_no_year=1985-02-30"},
		{"circa 1800", "birthday_no_year=circa 1800"},
		{"12.04.1985", "birthday_no_year=12.04.1985"}};

	(void)state;
	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		char text[200], want[100];

		snprintf(text, sizeof(text), "BEGIN:VCARD\nFN:A\nBDAY:%s\nEND:VCARD\n", days[i][0]);
		snprintf(want, sizeof(want), "1 name=A; kind=person; %s;\n", days[i][1]);
		check(text, strlen(text), want);
	}
}

static void addresses_find_their_columns(void **state)
{
	(void)state;
	assert_cards(CARD3("FN:A\r\nADR;TYPE=home:;;H;;;;\r\nADR;TYPE=work:PO 1;Apt 2;W;;;;\r\n"
			   "ADR;TYPE=work,x-billing:;;B;;;;\r\nitem1.ADR:;;S;;;;\r\n"
			   "item1.X-ABLABEL:Delivery\r\nADR:;;;;;;\r\nADR:Only text\r\n"),
		"1 name=A; kind=person; street=W, Apt 2, PO 1; address.visit.street=H; "
		"address.billing.street=B; address.shipping.street=S;\n");
	assert_cards(
		CARD3("FN:A\r\nADR:;;H;;;;\r\nitem1.ADR:;;S;;;;\r\nitem1.X-ABLABEL:Delivery\r\n"),
		"1 name=A; kind=person; street=H; address.shipping.street=S;\n");
}

static void charsets_are_guessed_when_nobody_says(void **state)
{
	static const char cp1251[] =
		"BEGIN:VCARD\nVERSION:3.0\nFN:\xC8\xE2\xE0\xED \xCF\xE5\xF2\xF0\xEE\xE2\n"
		"NOTE:\xEF\xEE\xF1\xF2\xEE\xFF\xED\xED\xFB\xE9 "
		"\xEA\xEB\xE8\xE5\xED\xF2\nEND:VCARD\n"
		"BEGIN:VCARD\nFN:\xD0\x98\xD0\xB2\xD0\xB0\xD0\xBD\nEND:VCARD\n";
	static const char koi8[] = "BEGIN:VCARD\nVERSION:2.1\nFN;ENCODING=QUOTED-PRINTABLE:=E9=D7="
				   "C1=CE =F0=C5=D4=D2=CF=D7\n"
				   "NOTE:\xD0\xCF\xD3\xD4\xCF\xD1\xCE\xCE\xD9\xCA "
				   "\xCB\xCC\xC9\xC5\xCE\xD4\nEND:VCARD\n";
	struct vcard_in_options fixed = {.fixed = true, .charset = CHARSET_CP866};
	struct vcard_notes notes;
	char *got;

	(void)state;
	assert_cards(cp1251, "1 name=Иван Петров; kind=person; notes=постоянный клиент;\n6 "
			     "name=Иван; kind=person;\n");
	assert_cards(koi8, "1 name=Иван Петров; kind=person; notes=постоянный клиент;\n");
	got = dump("BEGIN:VCARD\nFN:\x88\xA2\xA0\xAD\nEND:VCARD\n", 30, &fixed, NULL);
	assert_string_equal(got, "1 name=Иван; kind=person;\n");
	free(got);
	got = dump("BEGIN:VCARD\nFN;CHARSET=CP1251:a\x98\nEND:VCARD\n", 42, NULL, &notes);
	assert_string_equal(got, "1 name=a\xEF\xBF\xBD; kind=person;\n");
	assert_int_equal(notes.bad_values, 1);
	assert_int_equal(notes.bad_value, 2);
	free(got);
}

static void marks_and_utf16_are_read(void **state)
{
	static const char text[] = "BEGIN:VCARD\r\nFN:\xD0\x98\xD0\xB2\r\nEND:VCARD\r\n";
	char wide[200] = "\xFF\xFE";
	size_t n = 2;
	struct source *src;

	(void)state;
	assert_cards("\xEF\xBB\xBF"
		     "BEGIN:VCARD\nFN:A\nEND:VCARD",
		"1 name=A; kind=person;\n");
	for (const char *p = text, *end = text + sizeof(text) - 1; p < end;) {
		uint32_t c = text_decode(&p, end);

		wide[n++] = (char)(c & 0xFF);
		wide[n++] = (char)(c >> 8);
	}
	check(wide, n, "1 name=Ив; kind=person;\n");
	check(wide + 2, n - 2, "1 name=Ив; kind=person;\n");
	src = source_of(wide, n);
	assert_true(vcard_in_is(src));
	source_free(src);
}

static void base64_text_is_decoded(void **state)
{
	(void)state;
	assert_cards(CARD2("FN;ENCODING=BASE64;CHARSET=UTF-8:0JjQstCw\r\n "
			   "0L0=\r\nN;BASE64:0Jg70J8=\r\n"),
		"1 name=Иван; kind=person; first_name=П; last_name=И;\n");
}

static void agents_wrappers_and_groups_are_skipped(void **state)
{
	struct vcard_notes notes;
	char *got;
	static const char text[] =
		"BEGIN:VADDRESSBOOK\r\nVERSION:1.0\r\nBEGIN:VCARD\r\nFN:A\r\nAGENT:\r\nBEGIN:"
		"VCARD\r\n"
		"FN:Agent\r\nTEL:9\r\nEND:VCARD\r\nTEL:1\r\nAGENT:BEGIN:VCARD\\nFN:X\\nEND:"
		"VCARD\r\n"
		"END:VCARD\r\nBEGIN:VCARD\r\nKIND:group\r\nFN:All\r\nMEMBER:urn:1\r\nEND:VCARD\r\n"
		"BEGIN:VCARD\r\nFN:G\r\nX-ADDRESSBOOKSERVER-KIND:group\r\nEND:VCARD\r\n"
		"BEGIN:VCARD\r\nFN:B\r\nEND:VCARD\r\nEND:VADDRESSBOOK\r\n";

	(void)state;
	got = dump(text, sizeof(text) - 1, NULL, &notes);
	assert_string_equal(got, "3 name=A; kind=person; phone=1;\n22 name=B; kind=person;\n");
	assert_int_equal(notes.groups, 2);
	assert_int_equal(notes.bad_lines, 0);
	free(got);
}

static void pictures_without_folding_are_skipped(void **state)
{
	struct vcard_notes notes;
	char *got;

	(void)state;
	got = dump(CARD2("PHOTO;ENCODING=BASE64;TYPE=JPEG:\r\nAAAA\r\nBBBB==\r\n\r\nFN:A\r\n"),
		sizeof(CARD2(
			"PHOTO;ENCODING=BASE64;TYPE=JPEG:\r\nAAAA\r\nBBBB==\r\n\r\nFN:A\r\n")) -
			1,
		NULL, &notes);
	assert_string_equal(got, "1 name=A; kind=person;\n");
	assert_int_equal(notes.bad_lines, 0);
	free(got);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(android_writes_quoted_printable),
		cmocka_unit_test(outlook_writes_cp1251),
		cmocka_unit_test(apple_writes_groups),
		cmocka_unit_test(google_writes_tags),
		cmocka_unit_test(thunderbird_writes_four),
		cmocka_unit_test(companies_are_told_from_persons),
		cmocka_unit_test(a_name_is_made_of_what_there_is),
		cmocka_unit_test(types_have_many_spellings),
		cmocka_unit_test(preference_comes_first),
		cmocka_unit_test(lines_are_unfolded),
		cmocka_unit_test(soft_breaks_are_joined),
		cmocka_unit_test(escapes_are_undone),
		cmocka_unit_test(uris_become_what_people_write),
		cmocka_unit_test(birthdays_are_dates_or_what_they_are),
		cmocka_unit_test(addresses_find_their_columns),
		cmocka_unit_test(charsets_are_guessed_when_nobody_says),
		cmocka_unit_test(marks_and_utf16_are_read),
		cmocka_unit_test(base64_text_is_decoded),
		cmocka_unit_test(agents_wrappers_and_groups_are_skipped),
		cmocka_unit_test(pictures_without_folding_are_skipped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
