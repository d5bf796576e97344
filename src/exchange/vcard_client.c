/* A client of the office as a vCard. */
#include "exchange/vcard_client.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/mem.h"
#include "domain/client_more.h"

struct vcard_client {
	struct office *o;
	struct vcard card;
	struct client_more more;
	struct vcard_point *points;
	size_t points_cap;
	struct vcard_address *addresses;
	size_t addresses_cap;
	const char **tags;
	size_t tags_cap;
	struct buf tag_text, parent;
	char birthday[DATE_LEN], uid[64];
};

struct vcard_client *vcard_client_new(struct office *o)
{
	struct vcard_client *vc = mem_alloc(sizeof(*vc));

	vc->o = o;
	return vc;
}

void vcard_client_free(struct vcard_client *vc)
{
	if (!vc)
		return;
	client_more_release(&vc->more);
	free(vc->points);
	free(vc->addresses);
	free(vc->tags);
	buf_release(&vc->tag_text);
	buf_release(&vc->parent);
	free(vc);
}

static bool is_person(const struct record *r)
{
	return !strcmp(record_text(r, CLIENT_KIND), "person");
}

static void fill_names(struct vcard_client *vc, const struct record *r)
{
	struct vcard *c = &vc->card;

	c->company = !is_person(r);
	c->name = record_text(r, CLIENT_NAME);
	c->salutation = record_text(r, CLIENT_SALUTATION);
	c->first_name = record_text(r, CLIENT_FIRST_NAME);
	c->middle_name = record_text(r, CLIENT_MIDDLE_NAME);
	c->last_name = record_text(r, CLIENT_LAST_NAME);
	if (c->company)
		return;
	c->employer = vc->more.employer;
	c->job_title = vc->more.job_title;
	if (!*c->employer && record_num(r, CLIENT_PARENT)) {
		buf_clear(&vc->parent);
		office_title(vc->o, KIND_CLIENT, record_num(r, CLIENT_PARENT), &vc->parent);
		c->employer = buf_str(&vc->parent);
	}
}

static void add_point(struct vcard_client *vc, enum vcard_point_kind kind, const char *value,
	const char *label, bool preferred)
{
	struct vcard *c = &vc->card;

	if (!*value)
		return;
	vc->points = mem_grow(vc->points, &vc->points_cap, c->npoints + 1, sizeof(*vc->points));
	vc->points[c->npoints++] = (struct vcard_point){kind, value, label, preferred};
	c->points = vc->points;
}

static enum vcard_point_kind kind_of(const char *code)
{
	static const struct {
		const char *code;
		enum vcard_point_kind kind;
	} kinds[] = {
		{"mobile", VCARD_MOBILE},
		{"fax", VCARD_FAX},
		{"email", VCARD_EMAIL},
		{"web", VCARD_WEB},
		{"messenger", VCARD_MESSENGER},
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (!strcmp(kinds[i].code, code))
			return kinds[i].kind;
	return VCARD_PHONE;
}

static void fill_points(struct vcard_client *vc, const struct record *r)
{
	add_point(vc, VCARD_PHONE, record_text(r, CLIENT_PHONE), NULL, true);
	add_point(vc, VCARD_EMAIL, record_text(r, CLIENT_EMAIL), NULL, true);
	add_point(vc, VCARD_WEB, record_text(r, CLIENT_WEBSITE), NULL, true);
	for (size_t i = 0; i < vc->more.npoints; i++) {
		const struct client_more_point *p = &vc->more.points[i];

		add_point(vc, kind_of(p->kind), p->value, p->label, false);
	}
}

static void add_address(struct vcard_client *vc, struct vcard_address address)
{
	struct vcard *c = &vc->card;

	vc->addresses = mem_grow(
		vc->addresses, &vc->addresses_cap, c->naddresses + 1, sizeof(*vc->addresses));
	vc->addresses[c->naddresses++] = address;
	c->addresses = vc->addresses;
}

static void fill_addresses(struct vcard_client *vc, const struct record *r)
{
	add_address(vc, (struct vcard_address){.street = record_text(r, CLIENT_STREET),
				.city = record_text(r, CLIENT_CITY),
				.region = record_text(r, CLIENT_REGION),
				.postcode = record_text(r, CLIENT_POSTCODE),
				.country = record_text(r, CLIENT_COUNTRY)});
	for (size_t i = 0; i < vc->more.naddresses; i++) {
		const struct client_more_address *a = &vc->more.addresses[i];

		add_address(vc, (struct vcard_address){a->kind, a->street, a->city, a->region,
					a->postcode, a->country});
	}
}

/* "vip,fair-2026" as the titles that the office gave them. */
static void fill_tags(struct vcard_client *vc, const struct record *r)
{
	struct vcard *c = &vc->card;
	char *p;

	buf_clear(&vc->tag_text);
	buf_add(&vc->tag_text, record_text(r, CLIENT_TAGS));
	for (p = vc->tag_text.data; *p;) {
		size_t len = strcspn(p, ",");
		bool last = !p[len];

		p[len] = '\0';
		vc->tags = mem_grow(vc->tags, &vc->tags_cap, c->ntags + 1, sizeof(*vc->tags));
		vc->tags[c->ntags++] = office_list_title(vc->o, "tag", p);
		p += len + !last;
	}
	c->tags = vc->tags;
}

static void fill_identity(struct vcard_client *vc, const struct record *r)
{
	struct vcard *c = &vc->card;

	c->uid = record_text(r, CLIENT_EXTERNAL_ID);
	if (!*c->uid && r->id) {
		snprintf(vc->uid, sizeof(vc->uid), VCARD_CLIENT_UID "%lld", (long long)r->id);
		c->uid = vc->uid;
	}
	c->revision = record_num(r, kind_field(r->kind, "modified_at"));
	if (record_has(r, CLIENT_BIRTHDAY)) {
		date_format_iso((int32_t)record_num(r, CLIENT_BIRTHDAY), vc->birthday);
		c->birthday = vc->birthday;
	}
	c->notes = record_text(r, CLIENT_NOTES);
}

enum status vcard_client_fill(
	struct vcard_client *vc, const struct record *r, const struct vcard **card, struct err *err)
{
	enum status st = client_more_load(vc->o, r->id, &vc->more, err);

	if (st != ST_OK)
		return st;
	vc->card = (struct vcard){0};
	fill_names(vc, r);
	fill_points(vc, r);
	fill_addresses(vc, r);
	fill_tags(vc, r);
	fill_identity(vc, r);
	*card = &vc->card;
	return ST_OK;
}
