/* The filter language on a small office: what each kind of condition lets through, and where errors point. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/clock.h"
#include "base/date.h"
#include "domain/catalog.h"
#include "domain/client.h"
#include "domain/deal.h"
#include "domain/filter.h"
#include "domain/interaction.h"
#include "domain/task.h"
#include "unit/office_fixture.h"

static struct office_fixture fx;

static void set(struct record *r, int field, const char *text)
{
	static const struct parse_options opt = {true, DATE_YMD, '.'};
	struct err err = ERR_INIT;

	fixture_ok(record_parse(fx.o, r, field, text, &opt, &err), &err);
}

static void new_client(
	const char *name, const char *kind, const char *phone, const char *city, const char *tags)
{
	struct record r;

	record_init(&r, fx.o, KIND_CLIENT);
	set(&r, CLIENT_NAME, name);
	set(&r, CLIENT_KIND, kind);
	set(&r, CLIENT_PHONE, phone);
	set(&r, CLIENT_CITY, city);
	set(&r, CLIENT_TAGS, tags);
	if (!strcmp(name, "Acme 100%"))
		set(&r, CLIENT_DO_NOT_CALL, "yes");
	if (!strcmp(name, "Łódź Meble"))
		record_clear(&r, CLIENT_STATUS);
	fixture_save(&fx, &r);
}

static void new_deal(const char *title, const char *client, const char *stage, const char *amount,
	const char *closed)
{
	struct record r;

	record_init(&r, fx.o, KIND_DEAL);
	set(&r, DEAL_TITLE, title);
	set(&r, DEAL_CLIENT, client);
	set(&r, DEAL_STAGE, stage);
	set(&r, DEAL_AMOUNT, amount);
	set(&r, DEAL_CLOSED_AT, closed);
	if (!strcmp(stage, "Lost"))
		set(&r, DEAL_LOST_REASON, "price");
	fixture_save(&fx, &r);
}

static void new_task(const char *subject, const char *client, const char *due, const char *priority)
{
	struct record r;

	record_init(&r, fx.o, KIND_TASK);
	set(&r, TASK_SUBJECT, subject);
	set(&r, TASK_CLIENT, client);
	set(&r, TASK_DUE_DAY, due);
	set(&r, TASK_PRIORITY, priority);
	fixture_save(&fx, &r);
}

static void new_call(const char *subject, const char *client, int32_t day)
{
	struct record r;

	record_init(&r, fx.o, KIND_INTERACTION);
	set(&r, INTERACTION_SUBJECT, subject);
	set(&r, INTERACTION_CLIENT, client);
	set(&r, INTERACTION_RESULT, "call_back");
	record_set_num(&r, INTERACTION_STARTED_AT, date_to_instant(day, 600));
	fixture_save(&fx, &r);
}

static void new_custom_field(const char *name, const char *type, const char *choices)
{
	struct record r;

	record_init(&r, fx.o, KIND_CUSTOM_FIELD);
	set(&r, CUSTOM_FIELD_NAME, name);
	set(&r, CUSTOM_FIELD_TITLE, name);
	set(&r, CUSTOM_FIELD_KIND, "product");
	set(&r, CUSTOM_FIELD_TYPE, type);
	set(&r, CUSTOM_FIELD_CHOICES, choices);
	fixture_save(&fx, &r);
}

static void make_products(void)
{
	struct err err = ERR_INIT;
	struct record r;

	fixture_begin(&fx);
	new_custom_field("colour", "pick", "red,blue");
	new_custom_field("made", "date", "");
	fixture_commit(&fx);
	fixture_ok(office_refresh(fx.o, &err), &err);
	fixture_begin(&fx);
	for (int i = 0; i < 2; i++) {
		record_init(&r, fx.o, KIND_PRODUCT);
		set(&r, PRODUCT_NAME, i ? "Lamp" : "Table");
		set(&r, PRODUCT_COMMON + FIELDS_COMMON_COUNT, i ? "red" : "");
		set(&r, PRODUCT_COMMON + FIELDS_COMMON_COUNT + 1, i ? "2026-01-05" : "2025-01-05");
		fixture_save(&fx, &r);
	}
	fixture_commit(&fx);
}

static int open_office(void **state)
{
	int32_t today;
	struct err err = ERR_INIT;
	int64_t id;

	(void)state;
	setenv("KARTOTEKA_NOW", "2026-03-02T09:00:00Z", 1);
	setenv("TZ", "Europe/Moscow", 1);
	fixture_open(&fx, "EUR");
	today = clock_today();
	fixture_begin(&fx);
	new_client("ООО Ромашка", "company", "+7 495 123-45-67", "Пловдив", "vip,not_now");
	new_client("Łódź Meble", "company", "+48 22 555 66 77", "Kraków", "");
	new_client("Acme 100%", "company", "8 (812) 700-10-20", "Йошкар-Ола", "vip");
	new_client("Acme Trading", "company", "", "", "now");
	new_client("Иванов Пётр", "person", "", "САМАРА", "");
	new_client("Gone", "company", "", "Самара", "");
	new_deal("Chairs", "ООО Ромашка", "Won", "1200.50", "2017-03-01");
	new_deal("Tables", "Łódź Meble", "Lost", "300", "2017-04-30");
	new_deal("Lamps", "Acme Trading", "Proposal", "10000", "");
	new_deal("Sofas", "", "New", "", "");
	new_task("Call back", "ООО Ромашка", "2026-03-01", "high");
	new_task("Send offer", "Acme 100%", "2026-03-02", "normal");
	new_task("Visit", "", "2026-03-20", "urgent");
	new_task("Someday", "", "", "low");
	new_call("Old call", "Łódź Meble", today - 120);
	new_call("Fresh call", "ООО Ромашка", today - 1);
	fixture_commit(&fx);
	make_products();
	fixture_ok(record_resolve(fx.o, KIND_CLIENT, "Gone", &id, &err), &err);
	fixture_ok(record_remove(fx.o, KIND_CLIENT, id, 0, NULL, &err), &err);
	return 0;
}

static int close_office(void **state)
{
	(void)state;
	fixture_close(&fx);
	return 0;
}

/* Titles of what the filter lets through, in the order of their making. */
static void titles(enum kind_id kind, const char *text, struct buf *out)
{
	const struct kind *k = office_kind(fx.o, kind);
	struct err err = ERR_INIT;
	struct buf sql = BUF_INIT;
	struct filter *f = NULL;
	struct query *q;
	bool row;

	if (filter_compile(fx.o, kind, text, &f, &err))
		fail_msg("%s: %s", text, err.text);
	buf_addf(&sql, "SELECT t.%s FROM %s t WHERE %s ORDER BY t.id",
		k->fields[k->title_field].column, k->table, filter_sql(f));
	q = db_query(office_db(fx.o), buf_str(&sql));
	filter_bind(f, q);
	while (query_step(q, &row, &err) == ST_OK && row)
		buf_addf(out, "%s%s", out->len ? ", " : "", query_get_text(q, 0));
	query_done(q);
	filter_free(f);
	buf_release(&sql);
	db_assert_idle(office_db(fx.o));
}

static void expect(enum kind_id kind, const char *text, const char *wanted)
{
	struct buf got = BUF_INIT;

	titles(kind, text, &got);
	if (strcmp(buf_str(&got), wanted))
		fail_msg("%s\n  gives  %s\n  wanted %s", text, buf_str(&got), wanted);
	buf_release(&got);
}

static void expect_error(enum kind_id kind, const char *text, int offset, const char *part)
{
	struct err err = ERR_INIT;
	struct filter *f = NULL;

	if (filter_compile(fx.o, kind, text, &f, &err) != ST_USAGE)
		fail_msg("no error for %s", text);
	assert_null(f);
	if (err.offset != offset || !strstr(err.text, part))
		fail_msg("%s\n  error at %d: %s\n  wanted at %d: %s", text, err.offset, err.text,
			offset, part);
}

#define ALL_CLIENTS "ООО Ромашка, Łódź Meble, Acme 100%, Acme Trading, Иванов Пётр"

static void test_nothing_asked(void **state)
{
	(void)state;
	expect(KIND_CLIENT, "", ALL_CLIENTS);
	expect(KIND_CLIENT, NULL, ALL_CLIENTS);
	expect(KIND_CLIENT, "  \t", ALL_CLIENTS);
	expect(KIND_CLIENT, "- * -«» \"\"", ALL_CLIENTS);
}

static void test_words(void **state)
{
	(void)state;
	expect(KIND_CLIENT, "ромаш", "ООО Ромашка");
	expect(KIND_CLIENT, "РОМАШКА ооо", "ООО Ромашка");
	expect(KIND_CLIENT, "lodz", "Łódź Meble");
	expect(KIND_CLIENT, "acme -trading", "Acme 100%");
	expect(KIND_CLIENT, "-acme", "ООО Ромашка, Łódź Meble, Иванов Пётр");
	expect(KIND_CLIENT, "ромашка or meble", "ООО Ромашка, Łódź Meble");
	expect(KIND_CLIENT, "(ромашка OR meble) -город:plovdiv город:пловдив", "ООО Ромашка");
	expect(KIND_CLIENT, "acme (trading or 100)", "Acme 100%, Acme Trading");
	expect(KIND_CLIENT, "\"acme t\"", "Acme Trading");
	expect(KIND_CLIENT, "\"t acme\"", "");
	expect(KIND_CLIENT, "or", "");
}

static void test_words_of_the_client(void **state)
{
	(void)state;
	expect(KIND_DEAL, "ромаш", "Chairs");
	expect(KIND_DEAL, "ромашка chair", "Chairs");
	expect(KIND_DEAL, "meble chairs", "");
	expect(KIND_DEAL, "-ромашка", "Tables, Lamps, Sofas");
	expect(KIND_DEAL, "lodz or trading", "Tables, Lamps");
	expect(KIND_DEAL, "пловдив", ""); /* the name, not all that is known of the client */
	expect(KIND_DEAL, "\"chairs\" - ромашка", "Chairs");
	expect(KIND_TASK, "acme", "Send offer");
	expect(KIND_TASK, "acme offer", "Send offer");
	expect(KIND_TASK, "-acme", "Call back, Visit, Someday");
	expect(KIND_INTERACTION, "ромашка", "");
}

static void test_phone_digits(void **state)
{
	(void)state;
	expect(KIND_CLIENT, "123-45", "ООО Ромашка");
	expect(KIND_CLIENT, "+7 (495) 123-45-67", "ООО Ромашка");
	expect(KIND_CLIENT, "8(495)1234567", "ООО Ромашка");
	expect(KIND_CLIENT, "007 495 12", "ООО Ромашка");
	expect(KIND_CLIENT, "00 7", "");
	expect(KIND_CLIENT, "556", "Łódź Meble");
	expect(KIND_CLIENT, "700 555", "");
	expect(KIND_CLIENT, "700 812", "Acme 100%");
	expect(KIND_CLIENT, "100", "Acme 100%");
	expect(KIND_CLIENT, "-495", "Łódź Meble, Acme 100%, Acme Trading, Иванов Пётр");
	expect(KIND_CLIENT, "phone:4951", "ООО Ромашка");
	expect(KIND_CLIENT, "phone:empty", "Acme Trading, Иванов Пётр");
}

static void test_text_fields(void **state)
{
	(void)state;
	expect(KIND_CLIENT, "city:самара", "Иванов Пётр");
	expect(KIND_CLIENT, "city:амар", "Иванов Пётр");
	expect(KIND_CLIENT, "city:krakow", "Łódź Meble");
	expect(KIND_CLIENT, "city:ИОШКАР-ола", "Acme 100%");
	expect(KIND_CLIENT, "city=Самара", "");
	expect(KIND_CLIENT, "city=САМАРА", "Иванов Пётр");
	expect(KIND_CLIENT, "name:машк", "ООО Ромашка");
	expect(KIND_CLIENT, "name:петр", "Иванов Пётр");
	expect(KIND_CLIENT, "name=\"иванов пётр\"", "Иванов Пётр");
	expect(KIND_CLIENT, "name:0%", "Acme 100%");
	expect(KIND_CLIENT, "name:*", "");
	expect(KIND_CLIENT, "name:\"ME T\"", "Acme Trading");
	expect(KIND_CLIENT, "city:empty", "Acme Trading");
	expect(KIND_CLIENT, "-city:empty city!=САМАРА", "ООО Ромашка, Łódź Meble, Acme 100%");
	expect(KIND_CLIENT, "-city:самара", "ООО Ромашка, Łódź Meble, Acme 100%, Acme Trading");
	expect(KIND_CLIENT, "city:краков,пловдив", "ООО Ромашка");
	expect(KIND_CLIENT, "city:kraków,Пловдив", "ООО Ромашка, Łódź Meble");
}

static void test_choices(void **state)
{
	(void)state;
	expect(KIND_CLIENT, "kind:person", "Иванов Пётр");
	expect(KIND_CLIENT, "kind:человек", "Иванов Пётр");
	expect(KIND_CLIENT, "status:active", "");
	expect(KIND_CLIENT, "status:empty", "Łódź Meble");
	expect(KIND_CLIENT, "-status:potential", "Łódź Meble");
	expect(KIND_TASK, "priority:high,urgent", "Call back, Visit");
	expect(KIND_TASK, "priority>=high", "Call back, Visit");
	expect(KIND_TASK, "priority<normal", "Someday");
	expect(KIND_TASK, "priority>urgent", "");
	expect(KIND_DEAL, "class:won", "Chairs");
	expect(KIND_DEAL, "class:open", "Sofas");
	expect_error(KIND_CLIENT, "город:x status:sleepy", 15, "potential, active");
}

static void test_lists_and_sets(void **state)
{
	(void)state;
	expect(KIND_CLIENT, "tags:vip", "ООО Ромашка, Acme 100%");
	expect(KIND_CLIENT, "tag:now", "Acme Trading");
	expect(KIND_CLIENT, "tag:not_now", "ООО Ромашка");
	expect(KIND_CLIENT, "tags=vip", "Acme 100%");
	expect(KIND_CLIENT, "tags:vi", "ООО Ромашка, Acme 100%");
	expect(KIND_CLIENT, "-tags:vip", "Łódź Meble, Acme Trading, Иванов Пётр");
	expect(KIND_CLIENT, "tags:empty", "Łódź Meble, Иванов Пётр");
	expect(KIND_INTERACTION, "result:\"Call back\"", "Old call, Fresh call");
	expect(KIND_INTERACTION, "result:call", "Old call, Fresh call");
	expect(KIND_INTERACTION, "result:reached", "");
	expect_error(KIND_CLIENT, "tags:nosuch", 5, "nosuch");
}

static void test_bools(void **state)
{
	(void)state;
	expect(KIND_CLIENT, "do_not_call:yes", "Acme 100%");
	expect(KIND_CLIENT, "do_not_call:да", "Acme 100%");
	expect(KIND_CLIENT, "-do_not_call:no", "Acme 100%");
	expect(KIND_CLIENT, "do_not_call:no acme", "Acme Trading");
	expect_error(KIND_CLIENT, "do_not_call:maybe", 12, "yes or no");
	expect_error(KIND_CLIENT, "do_not_call>yes", 12, "order");
}

static void test_numbers(void **state)
{
	(void)state;
	expect(KIND_DEAL, "amount>1000", "Chairs, Lamps");
	expect(KIND_DEAL, "amount > 1k", "Chairs, Lamps");
	expect(KIND_DEAL, "amount:1200.50", "Chairs");
	expect(KIND_DEAL, "amount:\"1 200,50\"", "Chairs");
	expect(KIND_DEAL, "amount<=300", "Tables");
	expect(KIND_DEAL, "amount:300..1200.5", "Chairs, Tables");
	expect(KIND_DEAL, "amount:..1000", "Tables");
	expect(KIND_DEAL, "amount:5000..", "Lamps");
	expect(KIND_DEAL, "amount:empty", "Sofas");
	expect(KIND_DEAL, "-amount>1000", "Tables, Sofas");
	expect(KIND_DEAL, "weighted:5000", "Lamps");
	expect(KIND_DEAL, "weighted:0", "Tables");
	expect(KIND_DEAL, "probability:50%", "Lamps");
	expect(KIND_DEAL, "id:2,3", "Tables, Lamps");
	expect_error(KIND_DEAL, "amount>lots", 7, "number");
	expect_error(KIND_DEAL, "amount:1..x", 10, "\"x\"");
	expect_error(KIND_DEAL, "amount:..", 9, "number");
	expect_error(KIND_DEAL, "amount>1,5", 9, "one value");
}

static void test_dates(void **state)
{
	(void)state;
	expect(KIND_TASK, "due<=today", "Call back, Send offer");
	expect(KIND_TASK, "due<today", "Call back");
	expect(KIND_TASK, "due:today", "Send offer");
	expect(KIND_TASK, "due>today", "Visit");
	expect(KIND_TASK, "due:this-month", "Call back, Send offer, Visit");
	expect(KIND_TASK, "due:2026-03-02..", "Send offer, Visit");
	expect(KIND_TASK, "-due:empty due>=+5d", "Visit");
	expect(KIND_TASK, "due:empty", "Someday");
	expect(KIND_DEAL, "closed:2017-03", "Chairs");
	expect(KIND_DEAL, "closed:2017", "Chairs, Tables");
	expect(KIND_DEAL, "closed>2017-03", "Tables");
	expect(KIND_DEAL, "closed:2017-02-28..2017-03-01", "Chairs");
	expect_error(KIND_TASK, "due<whenever", 4, "date");
}

static void test_instants(void **state)
{
	(void)state;
	expect(KIND_CLIENT, "last_contact<-90d", "Łódź Meble");
	expect(KIND_CLIENT, "last_contact>=yesterday", "ООО Ромашка");
	expect(KIND_CLIENT, "last_contact:empty", "Acme 100%, Acme Trading, Иванов Пётр");
	expect(KIND_INTERACTION, "started:yesterday", "Fresh call");
	expect(KIND_INTERACTION, "started<yesterday", "Old call");
	expect(KIND_INTERACTION, "when:2026-03-01T00:00:00Z..2026-03-01T09:00:00Z", "Fresh call");
	expect(KIND_CLIENT, "created:this-month", ALL_CLIENTS);
	expect(KIND_CLIENT, "created<today", "");
}

static void test_links(void **state)
{
	(void)state;
	expect(KIND_DEAL, "client:\"ооо ромашка\"", "Chairs");
	expect(KIND_DEAL, "client:ромаш", "Chairs");
	expect(KIND_DEAL, "client:омашк", "Chairs");
	expect(KIND_DEAL, "company:lodz", "Tables");
	expect(KIND_DEAL, "client:acme", "Lamps");
	expect(KIND_TASK, "client:acme,ромашка", "Call back, Send offer");
	expect(KIND_DEAL, "client:#1", "Chairs");
	expect(KIND_DEAL, "client:empty", "Sofas");
	expect(KIND_DEAL, "-client:ромашка", "Tables, Lamps, Sofas");
	expect(KIND_DEAL, "stage:won,lost", "Chairs, Tables");
	expect(KIND_DEAL, "stage:prop", "Lamps");
	expect(KIND_DEAL, "owner:me", "Chairs, Tables, Lamps, Sofas");
	expect(KIND_TASK, "owner:tester due:today", "Send offer");
	expect_error(KIND_DEAL, "stage:won client:пупкин", 17, "пупкин");
	expect_error(KIND_DEAL, "client<ромашка", 7, "order");
}

static void test_custom_fields(void **state)
{
	(void)state;
	expect(KIND_PRODUCT, "colour:red", "Lamp");
	expect(KIND_PRODUCT, "-colour:red", "Table");
	expect(KIND_PRODUCT, "colour:empty", "Table");
	expect(KIND_PRODUCT, "made:2025", "Table");
	expect(KIND_PRODUCT, "made>2025-06-01", "Lamp");
}

static void test_kinds_without_index(void **state)
{
	(void)state;
	expect(KIND_STAGE, "prop", "Proposal");
	expect(KIND_STAGE, "-class:open won", "Won");
	expect(KIND_USER, "TEST", "tester");
	expect(KIND_USER, "-test", "");
	expect(KIND_USER, "* test", "tester");
	expect(KIND_STAGE_LOG, "anything", "");
}

static void test_trash(void **state)
{
	(void)state;
	expect(KIND_CLIENT, "deleted:yes", "Gone");
	expect(KIND_CLIENT, "самара", "Иванов Пётр");
	expect(KIND_CLIENT, "deleted:any самара", "Иванов Пётр, Gone");
	expect(KIND_CLIENT, "deleted:no самара", "Иванов Пётр");
	expect(KIND_CLIENT, "deleted>=today", "Gone");
	expect(KIND_CLIENT, "-deleted:empty", "Gone");
}

static void test_syntax_errors(void **state)
{
	(void)state;
	expect_error(KIND_CLIENT, "(a or b", 0, "never closed");
	expect_error(KIND_CLIENT, "ромашка )", 8, "closes nothing");
	expect_error(KIND_CLIENT, "a or", 4, "condition");
	expect_error(KIND_CLIENT, "()", 1, "condition");
	expect_error(KIND_CLIENT, "ab \"cd", 3, "quotation");
	expect_error(KIND_CLIENT, "status:", 7, "status");
	expect_error(KIND_CLIENT, "status:active,", 14, "status");
	expect_error(KIND_CLIENT, "<5", 0, "name of a field");
	expect_error(KIND_CLIENT, "Ёж staus:active", 3, "\"status\"");
	expect_error(KIND_TASK, "du<today", 0, "\"due\"");
	expect_error(KIND_CLIENT, "qqqqqq:1", 0, "qqqqqq");
	expect_error(KIND_CLIENT, "digits:495", 0, "digits");
	expect_error(KIND_CLIENT, "ab \xff", 3, "UTF-8");
}

static char *repeat(const char *s, int n)
{
	struct buf b = BUF_INIT;

	for (int i = 0; i < n; i++)
		buf_add(&b, s);
	return buf_take(&b);
}

static void expect_repeated_error(const char *piece, int n, const char *part)
{
	char *text = repeat(piece, n);
	struct err err = ERR_INIT;
	struct filter *f = NULL;

	assert_int_equal(filter_compile(fx.o, KIND_CLIENT, text, &f, &err), ST_USAGE);
	assert_non_null(strstr(err.text, part));
	assert_true(err.offset >= 0);
	free(text);
}

static void test_limits(void **state)
{
	char *text;
	struct buf deep = BUF_INIT;

	(void)state;
	expect_repeated_error("(", 2000, "too deeply");
	expect_repeated_error("-", 4000, "too deeply");
	expect_repeated_error("a(b or ", 200, "too deeply");
	expect_repeated_error("a ", 250, "Too many");
	expect_repeated_error("status:active ", 250, "Too many");
	expect_repeated_error("ab", 150, "too long");
	expect_repeated_error("ab ", 1500, "too long");
	text = repeat("-city:ab ", 200);
	expect(KIND_CLIENT, text, ALL_CLIENTS);
	free(text);
	text = repeat("acme ", 200);
	expect(KIND_CLIENT, text, "Acme 100%, Acme Trading");
	free(text);
	for (int i = 0; i < 6; i++)
		buf_add(&deep, "amount>1 (weighted:5 or ");
	buf_add(&deep, "-(-weighted:7000 or client:acme)");
	for (int i = 0; i < 6; i++)
		buf_add(&deep, ")");
	expect(KIND_DEAL, buf_str(&deep), "");
	buf_release(&deep);
}

static void test_text_is_never_sql(void **state)
{
	(void)state;
	expect(KIND_CLIENT, "name:\"'; DROP TABLE client; --\"", "");
	expect(KIND_CLIENT, "\"' OR 1=1 --\"", "");
	expect(KIND_CLIENT, "city='", "");
	expect_error(KIND_CLIENT, "name');--:x", 5, "closes nothing");
	expect(KIND_CLIENT, "", ALL_CLIENTS);
}

static void check_plain(const char *text, bool plain, bool empty, const char *words)
{
	struct err err = ERR_INIT;
	struct filter *f;

	fixture_ok(filter_compile(fx.o, KIND_CLIENT, text, &f, &err), &err);
	assert_int_equal(filter_is_plain(f), plain);
	assert_int_equal(filter_is_empty(f), empty);
	if (plain)
		assert_string_equal(filter_words(f), words);
	filter_free(f);
}

static void test_plain_words(void **state)
{
	(void)state;
	check_plain("", true, true, "");
	check_plain("  Пётр   Иванов ", true, false, "петр иванов");
	check_plain("acme -x", false, false, "");
	check_plain("\"acme\"", false, false, "");
	check_plain("a or b", false, false, "");
	check_plain("status:active", false, false, "");
	check_plain("(a b)", true, false, "(a b)");
	filter_free(NULL);
}

/* Two persons of one name, and one whose name only begins so. */
static void make_twins(void)
{
	static const char *const names[] = {"Twin", "TWIN", "Twinset"};
	static const char *const calls[] = {"To one twin", "To the other", "To the third"};
	struct record r;
	int64_t id;

	fixture_begin(&fx);
	for (int i = 0; i < 3; i++) {
		record_init(&r, fx.o, KIND_CLIENT);
		set(&r, CLIENT_NAME, names[i]);
		id = fixture_save(&fx, &r);
		record_init(&r, fx.o, KIND_INTERACTION);
		set(&r, INTERACTION_SUBJECT, calls[i]);
		record_set_num(&r, INTERACTION_CLIENT, id);
		record_set_num(&r, INTERACTION_STARTED_AT, clock_now() - 400 * 86400);
		fixture_save(&fx, &r);
	}
	fixture_commit(&fx);
}

static void test_links_of_one_name(void **state)
{
	(void)state;
	make_twins();
	expect(KIND_INTERACTION, "client:twin", "To one twin, To the other");
	expect(KIND_INTERACTION, "client:twi", "To one twin, To the other, To the third");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_asked),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_words_of_the_client),
		cmocka_unit_test(test_phone_digits),
		cmocka_unit_test(test_text_fields),
		cmocka_unit_test(test_choices),
		cmocka_unit_test(test_lists_and_sets),
		cmocka_unit_test(test_bools),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_instants),
		cmocka_unit_test(test_links),
		cmocka_unit_test(test_custom_fields),
		cmocka_unit_test(test_kinds_without_index),
		cmocka_unit_test(test_trash),
		cmocka_unit_test(test_syntax_errors),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_text_is_never_sql),
		cmocka_unit_test(test_plain_words),
		cmocka_unit_test(test_links_of_one_name),
	};

	return cmocka_run_group_tests(tests, open_office, close_office);
}
