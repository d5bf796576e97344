/* The vCard writer: what it writes, byte for byte, and that the reader gives every value back. */
#include "exchange/vcard_out.h"

#include "vcard_dump.h"

static char *written(const struct vcard *cards, size_t n, enum vcard_version version, size_t *len)
{
	char *bytes = NULL;
	FILE *f = open_memstream(&bytes, len);
	struct vcard_out *out = vcard_out_new(f, version);

	for (size_t i = 0; i < n; i++)
		vcard_out_card(out, &cards[i]);
	assert_int_equal(vcard_out_finish(out, NULL), ST_OK);
	fclose(f);
	return bytes;
}

static void check_written(const struct vcard *card, enum vcard_version version, const char *want)
{
	size_t len;
	char *got = written(card, 1, version, &len);

	assert_string_equal(got, want);
	free(got);
}

static const struct vcard_point points[] = {
	{VCARD_PHONE, "+7 495 1", NULL, true},
	{VCARD_MOBILE, "+7 916 2", "work", false},
	{VCARD_FAX, "3", "Склад", false},
	{VCARD_EMAIL, "a@b.c", NULL, true},
	{VCARD_WEB, "http://b.c/x,y;z", NULL, true},
	{VCARD_MESSENGER, "@petr", "Telegram", false},
	{VCARD_MESSENGER, "петр 1", "Наш чат", false},
};
static const struct vcard_address addresses[] = {
	{NULL, "ул. Ленина, 5", "Москва", NULL, "101000", "Россия"},
	{"billing", "Почта; 1", NULL, "МО", NULL, NULL},
	{"visit", NULL, "", NULL, NULL, NULL},
};
static const char *const tags[] = {"VIP", "a,b"};
static const struct vcard person = {.name = "Пётр Иванов",
	.salutation = "Dr.",
	.first_name = "Пётр",
	.last_name = "Иванов",
	.suffix = "Jr.",
	.nickname = "Pete",
	.employer = "ООО \"Луч\"; Москва",
	.department = "Сбыт",
	.job_title = "Head, sales",
	.points = points,
	.npoints = sizeof(points) / sizeof(points[0]),
	.addresses = addresses,
	.naddresses = sizeof(addresses) / sizeof(addresses[0]),
	.birthday = "1985-04-12",
	.notes = "one\ntwo\\n three",
	.tags = tags,
	.ntags = 2,
	.uid = "X-1",
	.revision = 1795303466};

static void a_person_in_three(void **state)
{
	(void)state;
	check_written(&person, VCARD_3_0,
		"BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Kartoteka//EN\r\nFN:Пётр Иванов\r\n"
		"N:Иванов;Пётр;;Dr.;Jr.\r\nNICKNAME:Pete\r\n"
		"ORG:ООО \"Луч\"\\; Москва;Сбыт\r\nTITLE:Head\\, sales\r\n"
		"TEL;TYPE=voice,pref:+7 495 1\r\nitem1.X-ABLABEL:work\r\n"
		"item1.TEL;TYPE=cell,work:+7 916 2\r\nitem2.X-ABLABEL:Склад\r\n"
		"item2.TEL;TYPE=fax:3\r\nEMAIL;TYPE=internet,pref:a@b.c\r\n"
		"URL;TYPE=pref:http://b.c/x,y;z\r\nitem3.X-ABLABEL:Telegram\r\n"
		"item3.IMPP:telegram:@petr\r\nitem4.X-ABLABEL:Наш чат\r\n"
		"item4.IMPP:x-apple:%D0%BF%D0%B5%D1%82%D1%80%201\r\n"
		"ADR;TYPE=work:;;ул. Ленина\\, 5;Москва;;101000;Россия\r\n"
		"ADR;TYPE=work,x-billing:;;Почта\\; 1;;МО;;\r\nBDAY:1985-04-12\r\n"
		"CATEGORIES:VIP,a\\,b\r\nNOTE:one\\ntwo\\\\n three\r\nUID:X-1\r\n"
		"REV:2026-11-21T23:24:26Z\r\nEND:VCARD\r\n");
}

static void a_person_in_four(void **state)
{
	struct vcard card = person;

	(void)state;
	card.npoints = 2;
	card.naddresses = 0;
	card.notes = NULL;
	card.ntags = 0;
	check_written(&card, VCARD_4_0,
		"BEGIN:VCARD\r\nVERSION:4.0\r\nPRODID:-//Kartoteka//EN\r\nFN:Пётр Иванов\r\n"
		"N:Иванов;Пётр;;Dr.;Jr.\r\nNICKNAME:Pete\r\nKIND:individual\r\n"
		"ORG:ООО \"Луч\"\\; Москва;Сбыт\r\nTITLE:Head\\, sales\r\n"
		"TEL;TYPE=voice;PREF=1:+7 495 1\r\nitem1.X-ABLABEL:work\r\n"
		"item1.TEL;TYPE=cell,work:+7 916 2\r\nBDAY:19850412\r\nUID;VALUE=text:X-1\r\n"
		"REV:20261121T232426Z\r\nEND:VCARD\r\n");
}

static void a_company(void **state)
{
	static const struct vcard card = {.company = true, .name = "Acme", .first_name = "not me"};

	(void)state;
	check_written(&card, VCARD_3_0,
		"BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Kartoteka//EN\r\nFN:Acme\r\nN:;;;;\r\n"
		"X-ABSHOWAS:COMPANY\r\nORG:Acme\r\nEND:VCARD\r\n");
	check_written(&card, VCARD_4_0,
		"BEGIN:VCARD\r\nVERSION:4.0\r\nPRODID:-//Kartoteka//EN\r\nFN:Acme\r\nN:;;;;\r\n"
		"KIND:org\r\nORG:Acme\r\nEND:VCARD\r\n");
}

static void a_name_alone_stands_in_n_for_phones(void **state)
{
	static const struct vcard card = {.name = "Мама"};

	(void)state;
	check_written(&card, VCARD_3_0,
		"BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Kartoteka//EN\r\nFN:Мама\r\nN:;Мама;;;\r\n"
		"END:VCARD\r\n");
}

static void lines_are_folded_between_characters(void **state)
{
	struct buf note = BUF_INIT;
	struct vcard card = {.name = "A"};

	(void)state;
	for (int shift = 0; shift < 5; shift++) {
		char *got;
		size_t len, start = 0;

		buf_clear(&note);
		for (int i = 0; i < shift; i++)
			buf_addch(&note, 'x');
		for (int i = 0; i < 100; i++)
			buf_add(&note, i % 3 ? "ё" : "😀");
		card.notes = note.data;
		got = written(&card, 1, VCARD_3_0, &len);
		for (size_t i = 0; i + 1 < len; i++)
			if (got[i] == '\r' && got[i + 1] == '\n') {
				assert_true(i - start <= 75);
				assert_true(text_is_utf8(got + start, i - start, NULL));
				start = i + 2;
			}
		assert_int_equal(start, len);
		assert_non_null(strstr(got, "\r\n ")); /* the note was too long for one line */
		free(got);
	}
	buf_release(&note);
}

static void what_no_card_can_hold_is_left_out(void **state)
{
	static const struct vcard card = {.name = "a\x01\x7F\xC2\x85"
						  "b\xFF\r\nc"};

	(void)state;
	check_written(&card, VCARD_3_0,
		"BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Kartoteka//EN\r\nFN:ab\xEF\xBF\xBD\\nc\r\n"
		"N:;ab\xEF\xBF\xBD\\nc;;;\r\nEND:VCARD\r\n");
}

static void a_full_disk_is_told_at_the_end(void **state)
{
	FILE *f = fopen("/dev/full", "w");
	struct vcard_out *out = vcard_out_new(f, VCARD_3_0);
	struct err err = ERR_INIT;

	(void)state;
	assert_non_null(f);
	for (int i = 0; i < 1000; i++)
		vcard_out_card(out, &person);
	assert_int_equal(vcard_out_finish(out, &err), ST_IO);
	assert_true(*err.text);
	fclose(f);
}

/* --- There and back ------------------------------------------------------------------------- */

static unsigned random_below(unsigned *seed, unsigned below)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % below;
}

/* Texts that are kept as they are: what the program stores, made of everything that means something in a card. */
static char *random_text(unsigned *seed, bool multiline)
{
	static const char *const atoms[] = {"\\", ",", ";", ":", "\"", "=", "=0D=0A", "\\n", " ",
		"ё", "ł", "Ж", "😀", "e\xCC\x81", "%20", "^n", "'", "a", "Z", "0", "+48", "=cmd()",
		"BEGIN:VCARD", "END:VCARD", "item1.", "  ", "000000000000000000000", "\t", "{x}",
		"|", "https://", "\xC2\xA0", "tel", "\n", "VERSION:2.1"};
	struct buf raw = BUF_INIT, clean = BUF_INIT;
	unsigned n = 1 + random_below(seed, random_below(seed, 20) ? 8 : 80);

	for (unsigned i = 0; i < n; i++)
		buf_add(&raw, atoms[random_below(seed, sizeof(atoms) / sizeof(atoms[0]))]);
	text_clean(&clean, raw.data, raw.len, multiline);
	buf_release(&raw);
	buf_add(&clean, clean.len ? "" : "x");
	return buf_take(&clean);
}

/* A card made at random and what the reader must give for it. */
struct model {
	struct vcard card;
	struct vcard_point points[20];
	struct vcard_address addresses[4];
	const char *tags[3];
	char *texts[200];
	size_t ntexts;
	struct {
		char name[40];
		const char *value;
	} cells[200];
	size_t ncells;
};

static const char *fresh(struct model *m, unsigned *seed)
{
	/* Different ones, so that none is taken for another written twice. */
	char *text = random_text(seed, false), *numbered = malloc(strlen(text) + 20);

	sprintf(numbered, "%zu%s", m->ntexts, text);
	free(text);
	return m->texts[m->ntexts++] = numbered;
}

static const char *expect(struct model *m, const char *name, const char *value)
{
	snprintf(m->cells[m->ncells].name, sizeof(m->cells[0].name), "%s", name);
	m->cells[m->ncells++].value = value;
	return value;
}

static const char *maybe(struct model *m, unsigned *seed, const char *name)
{
	return random_below(seed, 2) ? expect(m, name, fresh(m, seed)) : NULL;
}

static void random_points(struct model *m, unsigned *seed)
{
	static const char *const names[] = {"phone", "mobile", "fax", "email", "web", "messenger"};

	for (int kind = VCARD_PHONE; kind <= VCARD_MESSENGER; kind++) {
		unsigned n = random_below(seed, 4);

		for (unsigned i = 0; i < n + (kind == VCARD_PHONE && !n); i++) {
			bool field = i == 0 && (kind == VCARD_PHONE || kind == VCARD_EMAIL ||
						       kind == VCARD_WEB);
			struct vcard_point *p = &m->points[m->card.npoints++];
			char name[40], label[50];

			snprintf(name, sizeof(name), i ? "%s.%u" : "%s", names[kind], i + 1);
			snprintf(label, sizeof(label), "%s.label", name);
			p->kind = (enum vcard_point_kind)kind;
			p->preferred = field;
			p->value = expect(
				m, field && kind == VCARD_WEB ? "website" : name, fresh(m, seed));
			p->label = field ? NULL : maybe(m, seed, label);
		}
	}
	m->card.points = m->points;
}

static void random_addresses(struct model *m, unsigned *seed)
{
	static const char *const kinds[] = {NULL, "visit", "billing", "shipping"};
	static const char *const lines[] = {"street", "city", "region", "postcode", "country"};

	for (int k = 0; k < 4; k++) {
		struct vcard_address *a = &m->addresses[k];
		const char **at[] = {&a->street, &a->city, &a->region, &a->postcode, &a->country};

		a->kind = kinds[k];
		for (int i = 0; i < 5; i++) {
			char name[60];

			snprintf(name, sizeof(name), "%s%s%s%s", k ? "address." : "",
				k ? kinds[k] : "", k ? "." : "", lines[i]);
			*at[i] = maybe(m, seed, name);
		}
	}
	m->card.addresses = m->addresses;
	m->card.naddresses = 4;
}

static void random_tags(struct model *m, unsigned *seed)
{
	struct buf b = BUF_INIT;

	m->card.ntags = random_below(seed, 4);
	for (size_t i = 0; i < m->card.ntags; i++) {
		char *tag = (char *)(m->tags[i] = fresh(m, seed));

		for (char *p = tag; *p; p++)
			*p = *p == ',' || *p == ';' ? '_' : *p;
		buf_addf(&b, "%s%s", i ? ", " : "", tag);
	}
	m->card.tags = m->tags;
	if (m->card.ntags)
		expect(m, "tags", m->texts[m->ntexts++] = buf_take(&b));
}

static void random_card(struct model *m, unsigned *seed)
{
	struct vcard *c = &m->card;

	memset(m, 0, sizeof(*m));
	c->company = random_below(seed, 3) == 0;
	c->name = expect(m, "name", fresh(m, seed));
	expect(m, "kind", c->company ? "company" : "person");
	if (!c->company) {
		c->salutation = maybe(m, seed, "salutation");
		c->first_name = maybe(m, seed, "first_name");
		c->middle_name = maybe(m, seed, "middle_name");
		c->last_name = maybe(m, seed, "last_name");
		c->suffix = maybe(m, seed, "suffix");
		c->employer = maybe(m, seed, "employer");
		c->job_title = maybe(m, seed, "job_title");
	}
	c->nickname = maybe(m, seed, "nickname");
	c->department = maybe(m, seed, "department");
	c->role = maybe(m, seed, "role");
	c->uid = maybe(m, seed, "external_id");
	c->birthday = random_below(seed, 2) ? expect(m, "birthday", "0985-12-31") : NULL;
	if (random_below(seed, 2))
		c->notes = expect(m, "notes", m->texts[m->ntexts++] = random_text(seed, true));
	random_points(m, seed);
	random_addresses(m, seed);
	random_tags(m, seed);
}

static void check_row(
	const struct model *m, const struct table_row *header, const struct table_row *row)
{
	size_t filled = 0;

	for (size_t i = 0; i < row->n; i++) {
		const char *want = NULL;

		if (!row->cells[i].len)
			continue;
		filled++;
		for (size_t c = 0; c < m->ncells; c++)
			if (!strcmp(m->cells[c].name, header->cells[i].text))
				want = m->cells[c].value;
		if (!want)
			fail_msg(
				"%s=%s was not written", header->cells[i].text, row->cells[i].text);
		assert_string_equal(row->cells[i].text, want);
	}
	assert_int_equal(filled, m->ncells);
}

static void every_value_comes_back(void **state)
{
	enum { CARDS = 8 };

	(void)state;
	for (unsigned round = 0; round < 200; round++) {
		struct model models[CARDS];
		struct vcard cards[CARDS];
		struct source *src;
		struct vcard_in *in;
		struct table_row row;
		struct err err = ERR_INIT;
		unsigned seed = round;
		size_t len;
		char *text;

		for (int i = 0; i < CARDS; i++) {
			random_card(&models[i], &seed);
			cards[i] = models[i].card;
		}
		text = written(cards, CARDS, round % 2 ? VCARD_3_0 : VCARD_4_0, &len);
		src = source_of(text, len);
		if (vcard_in_open(src, NULL, &in, NULL, &err) != ST_OK)
			fail_msg("%s", err.text);
		for (int i = 0; i < CARDS; i++) {
			assert_int_equal(vcard_in_next(in, &row, &err), ST_OK);
			check_row(&models[i], vcard_in_header(in), &row);
			for (size_t t = 0; t < models[i].ntexts; t++)
				free(models[i].texts[t]);
		}
		assert_int_equal(vcard_in_next(in, &row, &err), ST_NOT_FOUND);
		assert_int_equal(vcard_in_notes(in)->bad_lines, 0);
		assert_int_equal(vcard_in_notes(in)->left_out, 0);
		vcard_in_free(in);
		source_free(src);
		free(text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_person_in_three),
		cmocka_unit_test(a_person_in_four),
		cmocka_unit_test(a_company),
		cmocka_unit_test(a_name_alone_stands_in_n_for_phones),
		cmocka_unit_test(lines_are_folded_between_characters),
		cmocka_unit_test(what_no_card_can_hold_is_left_out),
		cmocka_unit_test(a_full_disk_is_told_at_the_end),
		cmocka_unit_test(every_value_comes_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
