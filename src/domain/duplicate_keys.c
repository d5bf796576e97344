/* The keys of duplicates. They run over a million clients in a scan: no allocation once the scratch has grown. */
#include "duplicate_keys.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "domain/catalog.h"
#include "domain/client.h"

enum { PHONE_MIN = 6, PHONE_TAIL = 9, TAX_MIN = 5 };

/* Where anybody may have a mailbox. Sorted. */
static const char *const public_hosts[] = {
	"163.com",
	"abv.bg",
	"aol.com",
	"bigmir.net",
	"bk.ru",
	"centrum.cz",
	"dir.bg",
	"free.fr",
	"freenet.de",
	"gazeta.pl",
	"gmail.com",
	"gmx.at",
	"gmx.ch",
	"gmx.com",
	"gmx.de",
	"gmx.net",
	"googlemail.com",
	"hotmail.co.uk",
	"hotmail.com",
	"hotmail.fr",
	"i.ua",
	"icloud.com",
	"inbox.lv",
	"inbox.ru",
	"interia.eu",
	"interia.pl",
	"internet.ru",
	"laposte.net",
	"libero.it",
	"list.ru",
	"live.com",
	"mac.com",
	"mail.bg",
	"mail.com",
	"mail.ru",
	"me.com",
	"meta.ua",
	"msn.com",
	"narod.ru",
	"o2.pl",
	"onet.eu",
	"onet.pl",
	"op.pl",
	"orange.fr",
	"outlook.com",
	"poczta.fm",
	"poczta.onet.pl",
	"proton.me",
	"protonmail.com",
	"qq.com",
	"rambler.ru",
	"rocketmail.com",
	"seznam.cz",
	"t-online.de",
	"tlen.pl",
	"tut.by",
	"tutanota.com",
	"ukr.net",
	"vp.pl",
	"web.de",
	"wp.pl",
	"ya.ru",
	"yahoo.co.uk",
	"yahoo.com",
	"yahoo.de",
	"yahoo.fr",
	"yandex.by",
	"yandex.com",
	"yandex.kz",
	"yandex.ru",
	"yandex.ua",
	"ymail.com",
	"zoho.com",
};

void duplicate_scratch_release(struct duplicate_scratch *s)
{
	buf_release(&s->name);
	buf_release(&s->other);
}

const int *duplicate_fields(enum kind_id kind)
{
	static const int client[DUPLICATE_COLUMNS] = {CLIENT_KIND, CLIENT_NAME, CLIENT_EMAIL,
		CLIENT_CITY, CLIENT_DIGITS, CLIENT_TAX_ID, -1};
	static const int product[DUPLICATE_COLUMNS] = {
		-1, PRODUCT_NAME, -1, -1, -1, -1, PRODUCT_SKU};
	static const int user[DUPLICATE_COLUMNS] = {
		-1, USER_NAME, USER_EMAIL, -1, -1, -1, USER_LOGIN};

	switch (kind) {
	case KIND_CLIENT: return client;
	case KIND_PRODUCT: return product;
	case KIND_USER: return user;
	default: return NULL;
	}
}

void duplicate_facts_of(const struct record *r, struct duplicate_facts *out)
{
	const int *fields = duplicate_fields(r->kind->id);
	const char *text[DUPLICATE_COLUMNS];

	for (int i = 0; i < DUPLICATE_COLUMNS; i++)
		text[i] = fields[i] < 0 ? "" : record_text(r, fields[i]);
	*out = (struct duplicate_facts){text[DUPLICATE_COL_KIND], text[DUPLICATE_COL_NAME],
		text[DUPLICATE_COL_EMAIL], text[DUPLICATE_COL_CITY], text[DUPLICATE_COL_DIGITS],
		text[DUPLICATE_COL_TAX], text[DUPLICATE_COL_CODE]};
}

/* FNV-1a, which can be gone on with, */
static uint64_t hash_more(uint64_t h, const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		h = (h ^ (unsigned char)s[i]) * UINT64_C(0x100000001b3);
	return h;
}

static uint64_t hash_text(const char *s, size_t len)
{
	return hash_more(UINT64_C(0xcbf29ce484222325), s, len);
}

/* and the last steps of MurmurHash3, so that the high bits are as good as the low ones. */
static uint64_t hash_end(uint64_t h, uint64_t reason)
{
	h ^= reason * UINT64_C(0x9e3779b97f4a7c15);
	h = (h ^ (h >> 33)) * UINT64_C(0xff51afd7ed558ccd);
	h = (h ^ (h >> 33)) * UINT64_C(0xc4ceb9fe1a85ec53);
	return h ^ (h >> 33);
}

static int add_hash(struct duplicate_key *out, int n, enum duplicate_reason reason, uint64_t hash)
{
	if (n >= DUPLICATE_KEYS_MAX)
		return n;
	out[n] = (struct duplicate_key){reason, hash_end(hash, (uint64_t)reason)};
	return n + 1;
}

static int add_key(
	struct duplicate_key *out, int n, enum duplicate_reason reason, const char *s, size_t len)
{
	return len ? add_hash(out, n, reason, hash_text(s, len)) : n;
}

bool duplicate_key_email(
	const char *email, struct duplicate_scratch *scratch, struct duplicate_key *out)
{
	const char *at;

	buf_clear(&scratch->other);
	fold_text(&scratch->other, email);
	at = strchr(buf_str(&scratch->other), '@');
	return at && at[1] &&
	       add_key(out, 0, DUPLICATE_EMAIL, scratch->other.data, scratch->other.len);
}

/* Of a whole number the end: one person writes it with a country code, another with a trunk digit. */
static int add_phones(struct duplicate_key *out, int n, const char *digits)
{
	while (*digits) {
		size_t len = strcspn(digits, " ");
		size_t tail = len < PHONE_TAIL ? len : PHONE_TAIL;

		if (len >= PHONE_MIN)
			n = add_key(out, n, DUPLICATE_PHONE, digits + len - tail, tail);
		digits += len + (digits[len] == ' ');
	}
	return n;
}

/* "PL 123-456-78-90" is "PL1234567890". */
static int add_code(struct duplicate_key *out, int n, enum duplicate_reason reason,
	const char *text, size_t min, struct duplicate_scratch *s)
{
	size_t len = 0;

	buf_clear(&s->other);
	fold_text(&s->other, text);
	for (size_t i = 0; i < s->other.len; i++)
		if (!strchr(" -./\\", s->other.data[i]))
			s->other.data[len++] = s->other.data[i];
	return len < min ? n : add_key(out, n, reason, s->other.data, len);
}

static int compare_hosts(const void *a, const void *b)
{
	return strcmp(a, *(const char *const *)b);
}

static bool is_public_host(const char *host)
{
	return bsearch(host, public_hosts, sizeof(public_hosts) / sizeof(public_hosts[0]),
		       sizeof(public_hosts[0]), compare_hosts) != NULL;
}

/* name: the hash of the name's key, with which the rest goes on. */
static int add_name_and(struct duplicate_key *out, int n, enum duplicate_reason reason,
	uint64_t name, const char *s, size_t len)
{
	return len ? add_hash(out, n, reason, hash_more(hash_more(name, "\n", 1), s, len)) : n;
}

/* s->other holds the e-mail, folded. */
static int add_domain(struct duplicate_key *out, int n, uint64_t name, struct duplicate_scratch *s)
{
	const char *at = strchr(buf_str(&s->other), '@');

	if (!at || is_public_host(at + 1))
		return n;
	return add_name_and(out, n, DUPLICATE_NAME_DOMAIN, name, at + 1, strlen(at + 1));
}

static int add_client(struct duplicate_key *out, int n, const struct duplicate_facts *f,
	uint64_t name, struct duplicate_scratch *s)
{
	if (n && s->name.len)
		n = add_domain(out, n, name, s);
	if (f->tax_id && *f->tax_id)
		n = add_code(out, n, DUPLICATE_TAX_ID, f->tax_id, TAX_MIN, s);
	if (s->name.len && f->city && *f->city) {
		buf_clear(&s->other);
		fold_text(&s->other, f->city);
		n = add_name_and(
			out, n, DUPLICATE_NAME_CITY, name, buf_str(&s->other), s->other.len);
	}
	return f->digits ? add_phones(out, n, f->digits) : n;
}

int duplicate_keys_make(enum kind_id kind, const struct duplicate_facts *f,
	struct duplicate_scratch *s, struct duplicate_key out[static DUPLICATE_KEYS_MAX],
	struct duplicate_self *self)
{
	uint64_t name;
	int n = 0;

	buf_clear(&s->name);
	if (f->name && *f->name)
		fold_dup_key(&s->name, f->name);
	*self = (struct duplicate_self){.is_person = f->kind && !strcmp(f->kind, "person")};
	name = hash_text(buf_str(&s->name), s->name.len);
	if (s->name.len)
		self->name = (uint32_t)hash_end(name, 0) | 1;
	if (f->email && *f->email && duplicate_key_email(f->email, s, &out[0]))
		n = 1;
	if (kind == KIND_CLIENT)
		return add_client(out, n, f, name, s);
	if (s->name.len)
		n = add_key(out, n, DUPLICATE_NAME, s->name.data, s->name.len);
	return f->code && *f->code ? add_code(out, n, DUPLICATE_CODE, f->code, 1, s) : n;
}

bool duplicate_agree(enum duplicate_reason reason, const struct duplicate_self *a,
	const struct duplicate_self *b)
{
	return a->is_person == b->is_person || (a->name && a->name == b->name) ||
	       (reason != DUPLICATE_EMAIL && reason != DUPLICATE_PHONE);
}

int duplicate_keys(struct office *o, const struct record *r,
	struct duplicate_key out[static DUPLICATE_KEYS_MAX])
{
	struct duplicate_scratch s = {0};
	struct buf digits = BUF_INIT;
	struct duplicate_facts facts;
	struct duplicate_self self;
	int n;

	if (!duplicates_apply(r->kind->id))
		return 0;
	duplicate_facts_of(r, &facts);
	if (r->kind->id == KIND_CLIENT && record_has(r, CLIENT_PHONE)) {
		fold_phone(&digits, record_text(r, CLIENT_PHONE), office_options(o)->country_code);
		buf_addf(&digits, " %s", record_text(r, CLIENT_DIGITS));
		facts.digits = buf_str(&digits);
	}
	n = duplicate_keys_make(r->kind->id, &facts, &s, out, &self);
	duplicate_scratch_release(&s);
	buf_release(&digits);
	return n;
}
