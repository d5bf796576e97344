/* Generated deals. What was put in is kept here, so that expected figures never come from the program. */
#ifndef REPORT_FACTS_H
#define REPORT_FACTS_H

#include "base/date.h"
#include "domain/catalog.h"
#include "domain/client.h"
#include "domain/deal.h"
#include "unit/office_fixture.h"

#define DEALS 600
#define OWNERS 4
#define PRODUCTS 3
#define BUYERS 9
#define STAGES 6 /* of a new office: New Qualified Proposal Negotiation Won Lost */

/* Indexes are -1 for none. */
struct fact {
	int stage, owner, product, client, source, industry, country, reason;
	int64_t amount, probability;
	const char *currency;
	int32_t expected, closed, opened;
	bool trashed;
};

static const char *const fact_stages[STAGES] = {
	"New", "Qualified", "Proposal", "Negotiation", "Won", "Lost"};
static const int64_t fact_probability[STAGES] = {1000, 2500, 5000, 7500, 10000, 0};
static const char *const fact_owners[OWNERS] = {"Анна Белова", "Łukasz Nowak", "Мария", "tester"};
static const char *const fact_products[PRODUCTS] = {"Насос", "Pompa", "Valve"};
static const char *const fact_sources[3] = {"referral", "website", "event"};
static const char *const fact_source_titles[3] = {"Referral", "Website", "Fair or event"};
static const char *const fact_industries[2] = {"finance", "retail"};
static const char *const fact_industry_titles[2] = {"Finance", "Retail"};
static const char *const fact_countries[3] = {"България", "Polska", "Россия"};
static const char *const fact_reasons[3] = {"price", "timing", "competitor"};
static const char *const fact_reason_titles[3] = {
	"Too expensive", "Bad timing", "Chose a competitor"};

static struct office_fixture fx;
static struct fact facts[DEALS];
static int64_t owner_ids[OWNERS], product_ids[PRODUCTS], client_ids[BUYERS], stage_ids[STAGES];
static int client_industry[BUYERS], client_country[BUYERS];

static inline int pick(unsigned *seed, int n)
{
	return (int)fixture_random(seed, (unsigned)n + 1) - 1; /* -1 .. n-1 */
}

static inline void make_people(void)
{
	struct record r;
	unsigned seed = 5;
	char name[40];

	for (int i = 0; i < OWNERS - 1; i++) {
		record_init(&r, fx.o, KIND_USER);
		record_set_text(&r, USER_NAME, fact_owners[i]);
		snprintf(name, sizeof name, "login%d", i);
		record_set_text(&r, USER_LOGIN, name);
		record_set_text(&r, USER_TEAM, i ? "north" : "south");
		owner_ids[i] = fixture_save(&fx, &r);
	}
	owner_ids[OWNERS - 1] = office_user_id(fx.o);
	for (int i = 0; i < PRODUCTS; i++) {
		record_init(&r, fx.o, KIND_PRODUCT);
		record_set_text(&r, PRODUCT_NAME, fact_products[i]);
		product_ids[i] = fixture_save(&fx, &r);
	}
	for (int i = 0; i < BUYERS; i++) {
		record_init(&r, fx.o, KIND_CLIENT);
		snprintf(name, sizeof name, "Buyer %d", i);
		record_set_text(&r, CLIENT_NAME, name);
		client_industry[i] = pick(&seed, 2);
		client_country[i] = pick(&seed, 3);
		record_set_text(&r, CLIENT_INDUSTRY,
			client_industry[i] < 0 ? NULL : fact_industries[client_industry[i]]);
		record_set_text(&r, CLIENT_COUNTRY,
			client_country[i] < 0 ? NULL : fact_countries[client_country[i]]);
		client_ids[i] = fixture_save(&fx, &r);
	}
}

static inline void set_link(struct record *r, int field, const int64_t *ids, int i)
{
	if (i < 0)
		record_clear(r, field);
	else
		record_set_num(r, field, ids[i]);
}

static inline void make_fact(struct fact *f, unsigned *seed)
{
	int32_t start = 17100; /* 2016-10-26 */

	*f = (struct fact){.stage = (int)fixture_random(seed, STAGES),
		.owner = pick(seed, OWNERS),
		.product = pick(seed, PRODUCTS),
		.client = pick(seed, BUYERS),
		.source = pick(seed, 3),
		.reason = (int)fixture_random(seed, 3),
		.industry = -1,
		.country = -1,
		.probability = -1};
	f->currency = fixture_random(seed, 4) ? "EUR" : "JPY";
	f->amount = fixture_random(seed, 10) ? (int64_t)fixture_random(seed, 9000000)
					     : 50; /* × 25 % = 12.5 */
	if (!fixture_random(seed, 3))
		f->probability = fixture_random(seed, 10001);
	f->opened = start + (int32_t)fixture_random(seed, 300);
	f->expected = f->opened + (int32_t)fixture_random(seed, 90);
	f->closed = f->opened + (int32_t)fixture_random(seed, 60);
	f->trashed = !fixture_random(seed, 12);
	if (f->client >= 0) {
		f->industry = client_industry[f->client];
		f->country = client_country[f->client];
	}
}

static inline int64_t make_deal(const struct fact *f, int i)
{
	struct record r;
	char title[32];

	record_init(&r, fx.o, KIND_DEAL);
	snprintf(title, sizeof title, "Deal %d", i);
	record_set_text(&r, DEAL_TITLE, title);
	record_set_num(&r, DEAL_STAGE, stage_ids[f->stage]);
	record_set_num(&r, DEAL_AMOUNT, f->amount);
	record_set_text(&r, DEAL_CURRENCY, f->currency);
	if (f->probability >= 0)
		record_set_num(&r, DEAL_PROBABILITY, f->probability);
	set_link(&r, DEAL_OWNER, owner_ids, f->owner);
	set_link(&r, DEAL_PRODUCT, product_ids, f->product);
	set_link(&r, DEAL_CLIENT, client_ids, f->client);
	record_set_text(&r, DEAL_SOURCE, f->source < 0 ? NULL : fact_sources[f->source]);
	record_set_num(&r, DEAL_OPENED_AT, f->opened);
	record_set_num(&r, DEAL_EXPECTED_CLOSE, f->expected);
	if (f->stage >= 4)
		record_set_num(&r, DEAL_CLOSED_AT, f->closed);
	if (f->stage == 5)
		record_set_text(&r, DEAL_LOST_REASON, fact_reasons[f->reason]);
	return fixture_save(&fx, &r);
}

/* Two lines for each deal: nothing may count twice for that. */
static inline void make_lines(int64_t deal)
{
	for (int i = 0; i < 2; i++) {
		struct record r;

		record_init(&r, fx.o, KIND_DEAL_ITEM);
		record_set_num(&r, DEAL_ITEM_DEAL, deal);
		record_set_num(&r, DEAL_ITEM_PRODUCT, product_ids[i]);
		record_set_num(&r, DEAL_ITEM_PRICE, 100);
		fixture_save(&fx, &r);
	}
}

static inline void make_deals(void)
{
	struct err err = ERR_INIT;
	unsigned seed = 11;

	for (int i = 0; i < DEALS; i++) {
		make_fact(&facts[i], &seed);
		int64_t id = make_deal(&facts[i], i);
		make_lines(id);
		if (facts[i].trashed)
			fixture_ok(record_trash(fx.o, KIND_DEAL, id, 0, &err), &err);
	}
}

static inline void read_stages(void)
{
	struct query *q = db_query(office_db(fx.o), "SELECT id FROM stage ORDER BY position");
	struct err err = ERR_INIT;
	bool row;
	int n = 0;

	while (query_step(q, &row, &err) == ST_OK && row)
		stage_ids[n++] = query_get_int(q, 0);
	query_done(q);
	assert_int_equal(n, STAGES);
}

#endif
