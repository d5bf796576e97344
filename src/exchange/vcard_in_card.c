/* What the properties of a card say. */
#include "vcard_in_card.h"

#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/text.h"
#include "domain/client.h"
#include "exchange/vcard_client.h"
#include "vcard_in_types.h"

void vcard_card_clear(struct vcard_card *card, int64_t line)
{
	memset(card->part, 0, sizeof(card->part));
	card->npoints = card->naddresses = card->nlabels = 0;
	card->is_group = card->is_org = card->is_person = card->version_2 = false;
	card->line = line;
	card->left_out = 0;
	buf_clear(&card->text);
	buf_addch(&card->text, '\0');
}

void vcard_card_release(struct vcard_card *card)
{
	buf_release(&card->text);
	buf_release(&card->scratch);
}

const char *vcard_card_text(const struct vcard_card *card, size_t at)
{
	return card->text.data + at;
}

size_t vcard_card_keep(struct vcard_card *card, const char *s, size_t len, bool multiline)
{
	size_t at = card->text.len;

	text_clean(&card->text, s, len, multiline);
	if (card->text.len == at)
		return 0;
	buf_addch(&card->text, '\0');
	return at;
}

static size_t keep_scratch(struct vcard_card *card)
{
	return vcard_card_keep(card, buf_str(&card->scratch), card->scratch.len, false);
}

/* A better liked value replaces the one that is there. */
static bool is_welcome(struct vcard_card *card, enum vcard_part part, int prefer)
{
	if (card->part[part] && card->part_prefer[part] <= prefer)
		return false;
	card->part_prefer[part] = prefer;
	return true;
}

static void set_part(struct vcard_card *card, enum vcard_part part, size_t at, int prefer)
{
	if (!at || !strcmp(vcard_card_text(card, at), vcard_card_text(card, card->part[part])))
		return;
	if (card->part[part])
		card->left_out++;
	if (is_welcome(card, part, prefer))
		card->part[part] = at;
}

/* Add what was kept last to a part that is a list. */
static void join_part(struct vcard_card *card, enum vcard_part part, const char *glue, size_t at)
{
	size_t was = card->part[part], len = was ? strlen(vcard_card_text(card, was)) : 0;
	struct buf *b = &card->text;

	if (!at)
		return;
	if (!was) {
		card->part[part] = at;
	} else if (was + len + 1 == at) {
		/* One right behind the other: only the glue goes between. */
		size_t more = strlen(glue) - 1, rest = b->len - at;

		buf_addn(b, glue, more);
		memmove(b->data + at + more, b->data + at, rest);
		memcpy(b->data + at - 1, glue, more + 1);
	} else {
		buf_clear(&card->scratch);
		buf_addf(&card->scratch, "%s%s%s", b->data + was, glue, b->data + at);
		card->part[part] = b->len;
		buf_addn(b, card->scratch.data, card->scratch.len + 1);
	}
}

/* A whole value as one text. */
static size_t keep_value(struct vcard_card *card, struct vcard_charset *cs,
	const struct vcard_coding *how, struct vcard_slice raw, bool multiline)
{
	buf_clear(&card->scratch);
	vcard_text(cs, how, raw, &card->scratch);
	return vcard_card_keep(card, buf_str(&card->scratch), card->scratch.len, multiline);
}

/* A component, whose list is joined by glue; newlines too. */
static size_t keep_component(struct vcard_card *card, struct vcard_charset *cs,
	const struct vcard_coding *how, struct vcard_slice raw, const char *glue)
{
	struct vcard_slice part;
	struct buf one = BUF_INIT;
	size_t at;

	buf_clear(&card->scratch);
	while (vcard_slice_cut(&raw, card->version_2 ? "" : ",", &part)) {
		const char *p;

		buf_clear(&one);
		vcard_text(cs, how, part, &one);
		for (p = buf_str(&one); *p;) {
			size_t len = strcspn(p, "\n");
			struct buf clean = BUF_INIT;

			text_clean(&clean, p, len, false);
			if (clean.len)
				buf_addf(&card->scratch, "%s%s", card->scratch.len ? glue : "",
					clean.data);
			buf_release(&clean);
			p += len + (p[len] == '\n');
		}
	}
	at = keep_scratch(card);
	buf_release(&one);
	return at;
}

static void add_name(struct vcard_card *card, struct vcard_charset *cs,
	const struct vcard_coding *how, struct vcard_slice value, int prefer)
{
	struct vcard_slice part;
	bool welcome = true;

	for (int i = VCARD_PART_LAST; i <= VCARD_PART_SUFFIX; i++)
		welcome &= !card->part[i] || card->part_prefer[i] > prefer;
	for (int i = VCARD_PART_LAST; i <= VCARD_PART_SUFFIX && welcome; i++) {
		card->part[i] = vcard_slice_cut(&value, ";", &part)
					? keep_component(card, cs, how, part,
						  i >= VCARD_PART_PREFIX ? ", " : " ")
					: 0;
		card->part_prefer[i] = prefer;
	}
}

static void add_org(struct vcard_card *card, struct vcard_charset *cs,
	const struct vcard_coding *how, struct vcard_slice value, int prefer)
{
	struct vcard_slice part;
	size_t org = 0, at;

	if (vcard_slice_cut(&value, ";", &part))
		org = keep_value(card, cs, how, part, false);
	if (org && card->part[VCARD_PART_ORG] && card->part_prefer[VCARD_PART_ORG] <= prefer) {
		set_part(card, VCARD_PART_ORG, org, prefer);
		return;
	}
	set_part(card, VCARD_PART_ORG, org, prefer);
	card->part[VCARD_PART_DEPARTMENT] = 0;
	while (vcard_slice_cut(&value, ";", &part)) {
		at = keep_value(card, cs, how, part, false);
		join_part(card, VCARD_PART_DEPARTMENT, ", ", at);
	}
}

/* Tags: a comma or semicolon inside one would end it. */
static void add_tags(struct vcard_card *card, struct vcard_charset *cs,
	const struct vcard_coding *how, struct vcard_slice value)
{
	struct vcard_slice part;

	while (vcard_slice_cut(&value, ",;", &part)) {
		char *p;

		buf_clear(&card->scratch);
		vcard_text(cs, how, part, &card->scratch);
		for (p = card->scratch.data; *p; p++)
			if (*p == ',' || *p == ';')
				*p = ' ';
		p = card->scratch.data;
		/* Google's names of its own lists. */
		if (!strncmp(p, "* ", 2))
			p += 2;
		if (!strcasecmp(p, "myContacts") || !strcasecmp(p, "starred"))
			continue;
		join_part(card, VCARD_PART_TAGS, ", ", vcard_card_keep(card, p, strlen(p), false));
	}
}

static bool has_scheme(const char *s, const char *scheme)
{
	return !strncasecmp(s, scheme, strlen(scheme));
}

/* "tel:+1-201-555-0123;ext=5;phone-context=x" as people write it */
static void plain_phone(struct buf *b)
{
	struct buf out = BUF_INIT;
	char *p = b->data, *semicolon;

	if (!has_scheme(p, "tel:") && !has_scheme(p, "sms:") && !has_scheme(p, "callto:"))
		return;
	p = strchr(p, ':') + 1;
	semicolon = strchr(p, ';');
	vcard_percent(p, semicolon ? (size_t)(semicolon - p) : strlen(p), &out);
	while (semicolon) {
		char *next = strchr(semicolon + 1, ';');

		if (!strncasecmp(semicolon + 1, "ext=", 4))
			buf_addf(&out, " ext. %.*s",
				next ? (int)(next - semicolon - 5) : (int)strlen(semicolon + 5),
				semicolon + 5);
		semicolon = next;
	}
	buf_clear(b);
	buf_add(b, buf_str(&out));
	buf_release(&out);
}

/* "mailto:a@b?subject=x", "Anna <a@b>" */
static void plain_email(struct buf *b)
{
	char *p = b->data, *close = p + b->len - (b->len > 0), *open = strrchr(p, '<');
	struct buf out = BUF_INIT;

	if (has_scheme(p, "mailto:"))
		vcard_percent(p + 7, strcspn(p + 7, "?"), &out);
	else if (open && *close == '>' && memchr(open, '@', (size_t)(close - open)))
		buf_addn(&out, open + 1, (size_t)(close - open - 1));
	else
		return;
	buf_clear(b);
	buf_add(b, buf_str(&out));
	buf_release(&out);
}

/* Take the scheme off a messenger's address; it names the service when nothing else does. */
static void plain_messenger(struct buf *b, char *service, size_t size)
{
	size_t len = 0;
	struct buf out = BUF_INIT;

	for (char *p = b->data; (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') ||
				(len && *p && strchr("0123456789+.-", *p));
		p++)
		len++;
	if (!len || b->data[len] != ':' || has_scheme(b->data, "http:") ||
		has_scheme(b->data, "https:"))
		return;
	if (!*service && !has_scheme(b->data, "x-apple:") && len < size) {
		memcpy(service, b->data, len);
		service[len] = '\0';
	}
	vcard_percent(b->data + len + 1, b->len - len - 1, &out);
	buf_clear(b);
	buf_add(b, buf_str(&out));
	buf_release(&out);
}

static size_t keep_word(struct vcard_card *card, const char *word)
{
	return vcard_card_keep(card, word, strlen(word), false);
}

static size_t label_of(struct vcard_card *card, const struct vcard_types *t)
{
	if (*t->other)
		return keep_word(card, t->other);
	if (t->work != t->home)
		return keep_word(card, t->work ? i18n_in("label", NC_("label", "work"))
					       : i18n_in("label", NC_("label", "home")));
	return 0;
}

static enum vcard_point_kind kind_of(const struct vcard_line *line, const struct vcard_types *t)
{
	switch (line->prop) {
	case VCARD_PROP_TEL:
		if (t->fax && !t->voice)
			return VCARD_FAX;
		return t->cell ? VCARD_MOBILE : VCARD_PHONE;
	case VCARD_PROP_EMAIL: return VCARD_EMAIL;
	case VCARD_PROP_MESSENGER: return VCARD_MESSENGER;
	default: return VCARD_WEB;
	}
}

static size_t keep_slice(struct vcard_card *card, struct vcard_slice s)
{
	return vcard_slice_empty(s) ? 0 : vcard_card_keep(card, s.p, (size_t)(s.end - s.p), false);
}

static void add_point(struct vcard_card *card, struct vcard_charset *cs,
	const struct vcard_coding *how, const struct vcard_line *line, struct vcard_types *t,
	struct vcard_slice value)
{
	struct vcard_item item = {.kind = kind_of(line, t), .prefer = t->prefer};
	struct buf *b = &card->scratch;

	buf_clear(b);
	if (item.kind == VCARD_WEB)
		vcard_text_url(cs, how, value, b);
	else
		vcard_text(cs, how, value, b);
	if (line->prop == VCARD_PROP_TEL)
		plain_phone(b);
	else if (item.kind == VCARD_EMAIL)
		plain_email(b);
	else if (line->prop == VCARD_PROP_MESSENGER && !line->service)
		plain_messenger(b, t->service, sizeof(t->service));
	else if (line->prop == VCARD_PROP_PROFILE && has_scheme(b->data, "x-apple:")) {
		item.kind = VCARD_MESSENGER;
		plain_messenger(b, t->service, sizeof(t->service));
	}
	item.value = keep_scratch(card);
	if (!item.value)
		return;
	for (size_t i = 0; i < card->npoints; i++)
		if (card->points[i].kind == item.kind &&
			!strcmp(vcard_card_text(card, card->points[i].value),
				vcard_card_text(card, item.value)))
			return;
	if (card->npoints == VCARD_POINTS_MAX) {
		card->left_out++;
		return;
	}
	if (line->service)
		item.label = keep_word(card, line->service);
	else if (*t->service)
		item.label = keep_word(card, t->service);
	else
		item.label = label_of(card, t);
	item.group = keep_slice(card, line->group);
	card->points[card->npoints++] = item;
}

static void add_address(struct vcard_card *card, struct vcard_charset *cs,
	const struct vcard_coding *how, const struct vcard_line *line, const struct vcard_types *t,
	struct vcard_slice value)
{
	/* post office box, extended address, street, city, region, postcode, country */
	size_t parts[7] = {0};
	struct vcard_place place = {.prefer = t->prefer, .work = t->work, .kind = t->address};
	static const int street[] = {2, 1, 0};
	struct vcard_slice part;
	bool filled = false;

	for (int i = 0; i < 7 && vcard_slice_cut(&value, ";", &part); i++)
		filled |= (parts[i] = keep_component(card, cs, how, part, ", ")) != 0;
	if (!filled)
		return;
	if (card->naddresses == VCARD_ADDRESSES_MAX) {
		card->left_out++;
		return;
	}
	buf_clear(&card->scratch);
	for (int i = 0; i < 3; i++)
		if (parts[street[i]])
			buf_addf(&card->scratch, "%s%s", card->scratch.len ? ", " : "",
				vcard_card_text(card, parts[street[i]]));
	place.lines[VCARD_STREET] = keep_scratch(card);
	for (int i = VCARD_CITY; i < VCARD_LINES; i++)
		place.lines[i] = parts[i + 2];
	place.group = keep_slice(card, line->group);
	card->addresses[card->naddresses++] = place;
}

/* Apple's labels: "_$!<Assistant>!$_" for those it translates, else as the person wrote them. */
static void add_label(struct vcard_card *card, struct vcard_charset *cs,
	const struct vcard_coding *how, const struct vcard_line *line)
{
	struct buf *b = &card->scratch;
	const char *p;
	size_t len, group = keep_slice(card, line->group);

	if (!group || card->nlabels == VCARD_LABELS_MAX)
		return;
	buf_clear(b);
	vcard_text(cs, how, line->value, b);
	p = b->data;
	len = b->len;
	if (len > 8 && !memcmp(p, "_$!<", 4) && !memcmp(p + len - 4, ">!$_", 4)) {
		p += 4;
		len -= 8;
		for (size_t i = 0; i < len; i++)
			if (p[i] >= 'A' && p[i] <= 'Z')
				b->data[i + 4] = (char)(p[i] + 32);
	}
	card->labels[card->nlabels].group = group;
	card->labels[card->nlabels++].text = vcard_card_keep(card, p, len, false);
}

static void add_birthday(struct vcard_card *card, struct vcard_charset *cs,
	const struct vcard_coding *how, struct vcard_slice value, const struct vcard_types *t)
{
	size_t at = keep_value(card, cs, how, value, false);
	bool full;

	buf_clear(&card->scratch);
	vcard_date(vcard_card_text(card, at), t->omit_year, &card->scratch, &full);
	set_part(card, full ? VCARD_PART_BIRTHDAY : VCARD_PART_BIRTHDAY_NO_YEAR, keep_scratch(card),
		t->prefer);
}

/* "vnd.android.cursor.item/nickname;Bob;1;;;": only nicknames */
static void add_custom(struct vcard_card *card, struct vcard_charset *cs,
	const struct vcard_coding *how, struct vcard_slice value)
{
	struct vcard_slice part;

	if (vcard_slice_cut(&value, ";", &part) &&
		vcard_slice_is(part, "vnd.android.cursor.item/nickname") &&
		vcard_slice_cut(&value, ";", &part))
		join_part(card, VCARD_PART_NICKNAME, ", ", keep_value(card, cs, how, part, false));
}

static void add_kind(struct vcard_card *card, struct vcard_slice value)
{
	value = vcard_slice_trim(value);
	card->is_group |= vcard_slice_is(value, "group");
	card->is_org |= vcard_slice_is(value, "org") || vcard_slice_is(value, "organization");
	card->is_person |= vcard_slice_is(value, "individual");
}

static void add_text(struct vcard_card *card, struct vcard_charset *cs,
	const struct vcard_coding *how, const struct vcard_line *line, int prefer,
	struct vcard_slice value)
{
	size_t at = line->prop == VCARD_PROP_NICKNAME
			    ? keep_component(card, cs, how, value, ", ")
			    : keep_value(card, cs, how, value, line->prop == VCARD_PROP_NOTE);

	switch (line->prop) {
	case VCARD_PROP_FN: set_part(card, VCARD_PART_FN, at, prefer); break;
	case VCARD_PROP_NICKNAME: join_part(card, VCARD_PART_NICKNAME, ", ", at); break;
	case VCARD_PROP_TITLE: set_part(card, VCARD_PART_TITLE, at, prefer); break;
	case VCARD_PROP_ROLE: set_part(card, VCARD_PART_ROLE, at, prefer); break;
	case VCARD_PROP_NOTE: join_part(card, VCARD_PART_NOTES, "\n", at); break;
	case VCARD_PROP_UID:
		if (strncmp(vcard_card_text(card, at), VCARD_CLIENT_UID,
			    sizeof(VCARD_CLIENT_UID) - 1) != 0)
			set_part(card, VCARD_PART_UID, at, prefer);
		break;
	default: break;
	}
}

void vcard_card_add(
	struct vcard_card *card, struct vcard_charset *cs, const struct vcard_line *line)
{
	struct vcard_coding how = vcard_coding_of(line);
	struct vcard_slice value = line->value;
	struct vcard_types t = vcard_types_of(line);
	struct buf bytes = BUF_INIT;

	if (how.base64) {
		if (!vcard_base64(value, &bytes) || !bytes.len)
			goto out;
		value = (struct vcard_slice){bytes.data, bytes.data + bytes.len};
	}
	switch (line->prop) {
	case VCARD_PROP_KIND: add_kind(card, value); break;
	case VCARD_PROP_SHOW_AS:
		card->is_org |= vcard_slice_is(vcard_slice_trim(value), "COMPANY");
		break;
	case VCARD_PROP_N: add_name(card, cs, &how, value, t.prefer); break;
	case VCARD_PROP_ORG: add_org(card, cs, &how, value, t.prefer); break;
	case VCARD_PROP_TEL:
	case VCARD_PROP_EMAIL:
	case VCARD_PROP_URL:
	case VCARD_PROP_MESSENGER:
	case VCARD_PROP_PROFILE: add_point(card, cs, &how, line, &t, value); break;
	case VCARD_PROP_ADR: add_address(card, cs, &how, line, &t, value); break;
	case VCARD_PROP_BDAY: add_birthday(card, cs, &how, value, &t); break;
	case VCARD_PROP_CATEGORIES: add_tags(card, cs, &how, value); break;
	case VCARD_PROP_LABEL: add_label(card, cs, &how, line); break;
	case VCARD_PROP_CUSTOM: add_custom(card, cs, &how, value); break;
	default: add_text(card, cs, &how, line, t.prefer, value); break;
	}
out:
	buf_release(&bytes);
}

/* What a group is called; 0. */
static size_t label_of_group(const struct vcard_card *card, size_t group)
{
	for (size_t i = 0; group && i < card->nlabels; i++)
		if (!strcasecmp(vcard_card_text(card, card->labels[i].group),
			    vcard_card_text(card, group)))
			return card->labels[i].text;
	return 0;
}

void vcard_card_end(struct vcard_card *card)
{
	for (size_t i = 0; i < card->npoints; i++) {
		size_t label = label_of_group(card, card->points[i].group);

		if (label)
			card->points[i].label = label;
	}
	for (size_t i = 0; i < card->naddresses; i++) {
		size_t label = label_of_group(card, card->addresses[i].group);

		if (label && !card->addresses[i].kind)
			card->addresses[i].kind =
				choice_code(address_kind.fields[ADDRESS_KIND].choices,
					vcard_card_text(card, label));
	}
}
