/* A card as cells: who it is, which number comes first, which address is which. */
#include "vcard_in_columns.h"

#include <string.h>

#include "domain/client.h"

static const char *const names[] = {
	[VCARD_COL_NAME] = "name",
	[VCARD_COL_KIND] = "kind",
	[VCARD_COL_SALUTATION] = "salutation",
	[VCARD_COL_FIRST] = "first_name",
	[VCARD_COL_MIDDLE] = "middle_name",
	[VCARD_COL_LAST] = "last_name",
	[VCARD_COL_SUFFIX] = "suffix",
	[VCARD_COL_NICKNAME] = "nickname",
	[VCARD_COL_EMPLOYER] = "employer",
	[VCARD_COL_DEPARTMENT] = "department",
	[VCARD_COL_JOB_TITLE] = "job_title",
	[VCARD_COL_ROLE] = "role",
	[VCARD_COL_BIRTHDAY] = "birthday",
	[VCARD_COL_BIRTHDAY_NO_YEAR] = "birthday_no_year",
	[VCARD_COL_NOTES] = "notes",
	[VCARD_COL_TAGS] = "tags",
	[VCARD_COL_EXTERNAL_ID] = "external_id",
};

static const char *const point_names[VCARD_POINT_KINDS] = {
	[VCARD_PHONE] = "phone",
	[VCARD_MOBILE] = "mobile",
	[VCARD_FAX] = "fax",
	[VCARD_EMAIL] = "email",
	[VCARD_WEB] = "web",
	[VCARD_MESSENGER] = "messenger",
};

static const char *const address_names[VCARD_ADDRESS_KINDS] = {
	NULL, "visit", "billing", "shipping"};
static const char *const line_names[VCARD_LINES] = {
	"street", "city", "region", "postcode", "country"};

/* The card's parts that are cells as they stand, for persons and for companies. */
static const struct {
	enum vcard_part part;
	enum vcard_column column;
	bool person_only;
} plain[] = {
	{VCARD_PART_PREFIX, VCARD_COL_SALUTATION, true},
	{VCARD_PART_FIRST, VCARD_COL_FIRST, true},
	{VCARD_PART_MIDDLE, VCARD_COL_MIDDLE, true},
	{VCARD_PART_LAST, VCARD_COL_LAST, true},
	{VCARD_PART_SUFFIX, VCARD_COL_SUFFIX, true},
	{VCARD_PART_NICKNAME, VCARD_COL_NICKNAME, false},
	{VCARD_PART_ORG, VCARD_COL_EMPLOYER, true},
	{VCARD_PART_DEPARTMENT, VCARD_COL_DEPARTMENT, false},
	{VCARD_PART_TITLE, VCARD_COL_JOB_TITLE, true},
	{VCARD_PART_ROLE, VCARD_COL_ROLE, false},
	{VCARD_PART_BIRTHDAY, VCARD_COL_BIRTHDAY, false},
	{VCARD_PART_BIRTHDAY_NO_YEAR, VCARD_COL_BIRTHDAY_NO_YEAR, false},
	{VCARD_PART_NOTES, VCARD_COL_NOTES, false},
	{VCARD_PART_TAGS, VCARD_COL_TAGS, false},
	{VCARD_PART_UID, VCARD_COL_EXTERNAL_ID, false},
};

static int point_column(enum vcard_point_kind kind, int number, bool label)
{
	return VCARD_COL_POINTS + ((int)kind * VCARD_IN_REPEATS + number) * 2 + label;
}

/* The first phone, e-mail and website are fields of the client, which have no label. */
static bool is_field(enum vcard_point_kind kind, int number)
{
	return number == 0 && (kind == VCARD_PHONE || kind == VCARD_EMAIL || kind == VCARD_WEB);
}

void vcard_column_name(int column, struct buf *out)
{
	int at = column - VCARD_COL_POINTS, number = at / 2 % VCARD_IN_REPEATS;

	if (column < VCARD_COL_POINTS || column >= VCARD_COL_BIRTHDAY) {
		buf_add(out, names[column]);
	} else if (column < VCARD_COL_ADDRESSES) {
		enum vcard_point_kind kind = (enum vcard_point_kind)(at / 2 / VCARD_IN_REPEATS);

		buf_add(out, kind == VCARD_WEB && number == 0 ? "website" : point_names[kind]);
		if (number)
			buf_addf(out, ".%d", number + 1);
		buf_add(out, at % 2 ? ".label" : "");
	} else {
		at = column - VCARD_COL_ADDRESSES;
		if (at >= VCARD_LINES)
			buf_addf(out, "address.%s.", address_names[at / VCARD_LINES]);
		buf_add(out, line_names[at % VCARD_LINES]);
	}
}

static bool same(const struct vcard_card *card, size_t a, size_t b)
{
	return !strcmp(vcard_card_text(card, a), vcard_card_text(card, b));
}

/* How many parts of N are filled; *last is the last one. */
static int name_parts(const struct vcard_card *card, size_t *last)
{
	int n = 0;

	for (int i = VCARD_PART_LAST; i <= VCARD_PART_SUFFIX; i++)
		if (card->part[i]) {
			*last = card->part[i];
			n++;
		}
	return n;
}

/* Nobody is named but an organisation. */
static bool is_company(const struct vcard_card *card)
{
	size_t fn = card->part[VCARD_PART_FN], org = card->part[VCARD_PART_ORG], name;
	int n = name_parts(card, &name);

	if (card->is_org || card->is_person)
		return card->is_org;
	return org && (!fn || same(card, fn, org)) && (n == 0 || (n == 1 && same(card, name, org)));
}

/* A text that is put together of others. */
static size_t joined(struct vcard_card *card, const enum vcard_part *parts, size_t n)
{
	buf_clear(&card->scratch);
	for (size_t i = 0; i < n; i++)
		if (card->part[parts[i]])
			buf_addf(&card->scratch, "%s%s", card->scratch.len ? " " : "",
				vcard_card_text(card, card->part[parts[i]]));
	return vcard_card_keep(card, buf_str(&card->scratch), card->scratch.len, false);
}

/* Contact points into their columns, the most preferred first; those of one preference in the order of the file. */
static void fill_points(struct vcard_card *card, size_t *cells)
{
	int count[VCARD_POINT_KINDS] = {0};
	bool phone = false;
	struct vcard_item *mobile = NULL;

	for (size_t i = 0; i < card->npoints; i++) {
		struct vcard_item item = card->points[i];
		size_t to = i;

		for (; to > 0 && card->points[to - 1].prefer > item.prefer; to--)
			card->points[to] = card->points[to - 1];
		card->points[to] = item;
	}
	for (size_t i = 0; i < card->npoints; i++) {
		phone |= card->points[i].kind == VCARD_PHONE;
		if (card->points[i].kind == VCARD_MOBILE && !mobile)
			mobile = &card->points[i];
	}
	if (!phone && mobile)
		mobile->kind = VCARD_PHONE;
	for (size_t i = 0; i < card->npoints; i++) {
		const struct vcard_item *item = &card->points[i];
		int number = count[item->kind]++;

		if (number >= VCARD_IN_REPEATS) {
			card->left_out++;
			continue;
		}
		cells[point_column(item->kind, number, false)] = item->value;
		if (!is_field(item->kind, number))
			cells[point_column(item->kind, number, true)] = item->label;
	}
}

static int address_slot(const char *kind)
{
	for (int i = 1; kind && i < VCARD_ADDRESS_KINDS; i++)
		if (!strcmp(address_names[i], kind))
			return i;
	return 0;
}

/* Is a the better one to be the card's own address? */
static bool is_before(const struct vcard_place *a, const struct vcard_place *b)
{
	if (a->prefer != b->prefer)
		return a->prefer < b->prefer;
	return a->work && !b->work;
}

/* Addresses that say what they are first, then the best of the others as the card's own, the rest where there is room. */
static void fill_addresses(struct vcard_card *card, size_t *cells)
{
	const struct vcard_place *slots[VCARD_ADDRESS_KINDS] = {NULL};
	size_t best = card->naddresses;

	for (size_t i = 0; i < card->naddresses; i++) {
		const struct vcard_place *place = &card->addresses[i];
		int slot = address_slot(place->kind);

		if (slot && !slots[slot])
			slots[slot] = place;
		else if (slot)
			card->left_out++;
		else if (best == card->naddresses || is_before(place, &card->addresses[best]))
			best = i;
	}
	if (best < card->naddresses)
		slots[0] = &card->addresses[best];
	for (size_t i = 0; i < card->naddresses; i++) {
		int slot = 1;

		if (address_slot(card->addresses[i].kind) || i == best)
			continue;
		while (slot < VCARD_ADDRESS_KINDS && slots[slot])
			slot++;
		if (slot < VCARD_ADDRESS_KINDS)
			slots[slot] = &card->addresses[i];
		else
			card->left_out++;
	}
	for (int slot = 0; slot < VCARD_ADDRESS_KINDS; slot++)
		for (int i = 0; slots[slot] && i < VCARD_LINES; i++)
			cells[VCARD_COL_ADDRESSES + slot * VCARD_LINES + i] = slots[slot]->lines[i];
}

void vcard_columns_fill(struct vcard_card *card, size_t cells[VCARD_COLUMNS])
{
	static const enum vcard_part name[] = {
		VCARD_PART_LAST, VCARD_PART_FIRST, VCARD_PART_MIDDLE};
	bool company = is_company(card);
	size_t fn = card->part[VCARD_PART_FN], part = 0;

	memset(cells, 0, sizeof(*cells) * VCARD_COLUMNS);
	fill_points(card, cells);
	fill_addresses(card, cells);
	for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++)
		if (!(company && plain[i].person_only))
			cells[plain[i].column] = card->part[plain[i].part];
	cells[VCARD_COL_NAME] = fn;
	if (!fn && !company)
		cells[VCARD_COL_NAME] = joined(card, name, sizeof(name) / sizeof(name[0]));
	/* The whole name in one part of N is no part. */
	if (fn && !company && name_parts(card, &part) == 1 && same(card, part, fn))
		for (int c = VCARD_COL_SALUTATION; c <= VCARD_COL_SUFFIX; c++)
			cells[c] = 0;
	if (!cells[VCARD_COL_NAME])
		cells[VCARD_COL_NAME] = card->part[VCARD_PART_ORG];
	if (!cells[VCARD_COL_NAME])
		cells[VCARD_COL_NAME] = card->part[VCARD_PART_NICKNAME];
	if (!cells[VCARD_COL_NAME])
		cells[VCARD_COL_NAME] = cells[point_column(VCARD_EMAIL, 0, false)];
	if (!cells[VCARD_COL_NAME])
		cells[VCARD_COL_NAME] = cells[point_column(VCARD_PHONE, 0, false)];
	cells[VCARD_COL_KIND] =
		vcard_card_keep(card, company ? "company" : "person", company ? 7 : 6, false);
}
