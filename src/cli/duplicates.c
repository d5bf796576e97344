/* duplicates: records that may mean the same thing, in groups. */
#include "domain/duplicates.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "commands.h"
#include "domain/client.h"
#include "exchange/json_out.h"
#include "say.h"
#include "session.h"
#include "target.h"

/* What tells the records of a group apart, besides the name. */
static const int client_fields[] = {CLIENT_CITY, CLIENT_PHONE, CLIENT_EMAIL, CLIENT_TAX_ID};

static const struct {
	unsigned bit;
	const char *code;
} reason_codes[] = {
	{DUPLICATE_TAX_ID, "tax_id"},
	{DUPLICATE_EMAIL, "email"},
	{DUPLICATE_PHONE, "phone"},
	{DUPLICATE_NAME_CITY, "name_city"},
	{DUPLICATE_NAME_DOMAIN, "name_domain"},
	{DUPLICATE_NAME, "name"},
	{DUPLICATE_CODE, "code"},
};

static void print_json(
	struct session *s, struct json_out *j, enum kind_id kind, const struct duplicate_group *g)
{
	json_out_begin(j);
	json_out_array(j, "reasons");
	for (size_t i = 0; i < sizeof(reason_codes) / sizeof(reason_codes[0]); i++)
		if (g->reasons & reason_codes[i].bit)
			json_out_string(j, NULL, reason_codes[i].code);
	json_out_end(j);
	json_out_array(j, "records");
	for (int i = 0; i < g->n; i++) {
		struct buf title = BUF_INIT;

		office_title(s->office, kind, g->ids[i], &title);
		json_out_object(j, NULL);
		json_out_int(j, "id", g->ids[i]);
		json_out_string(j, "name", buf_str(&title));
		json_out_end(j);
		buf_release(&title);
	}
	json_out_end(j);
	json_out_end(j);
}

static void print_record(struct session *s, enum kind_id kind, int64_t id)
{
	struct buf line = BUF_INIT;
	struct record r;

	if (record_load(s->office, kind, id, &r, NULL) != ST_OK)
		return;
	buf_addf(&line, "  #%lld ", (long long)id);
	record_format(s->office, &r, r.kind->title_field, STYLE_SHOW, &line);
	for (size_t i = 0;
		kind == KIND_CLIENT && i < sizeof(client_fields) / sizeof(client_fields[0]); i++)
		if (record_has(&r, client_fields[i])) {
			buf_add(&line, ", ");
			record_format(s->office, &r, client_fields[i], STYLE_SHOW, &line);
		}
	say(s, "%s\n", buf_str(&line));
	buf_release(&line);
	record_release(&r);
}

static void print_text(struct session *s, enum kind_id kind, const struct duplicate_group *g)
{
	struct buf reasons = BUF_INIT;

	duplicate_reasons_text(g->reasons, &reasons);
	say(s, "%s\n", buf_str(&reasons));
	for (int i = 0; i < g->n; i++)
		print_record(s, kind, g->ids[i]);
	buf_release(&reasons);
}

static enum status print(struct session *s, enum kind_id kind, const struct duplicate_groups *all,
	int64_t limit, struct err *err)
{
	bool json = session_flag(s, "json");
	struct json_out *j = json ? json_out_new(s->env.out) : NULL;
	int n = limit && limit < all->n ? (int)limit : all->n;

	for (int i = 0; i < n; i++)
		if (json)
			print_json(s, j, kind, &all->items[i]);
		else
			print_text(s, kind, &all->items[i]);
	if (json)
		return json_out_finish(j, err);
	if (all->n) {
		say_aside(s, P_("%d group\n", "%d groups\n", all->n), all->n);
		say_aside(s, _("To make one of them: kartoteka merge %s KEEP_ID ID...\n"),
			office_kind(s->office, kind)->name);
	}
	return ST_OK;
}

static enum status declare(struct session *s, enum kind_id kind, struct err *err)
{
	int n = (int)s->args.nwords - 1;
	int64_t *ids, txn = 0;
	enum status st;

	if (n < 2)
		return err_set(err, ST_USAGE,
			_("duplicates: --different needs two records or more behind KIND"));
	ids = mem_alloc(sizeof(*ids) * (size_t)n);
	st = target_find_words(s, kind, 1, ids, (size_t)n, err);
	if (!st)
		st = duplicates_dismiss(s->office, kind, ids, n, &txn, err);
	if (!st)
		say(s, _("They will not be shown as duplicates any more\n"));
	if (!st && txn)
		say(s, _("To take it back: kartoteka undo %lld\n"), (long long)txn);
	free(ids);
	return st;
}

/* The duplicates of one record, as a group. */
static enum status of_one(
	struct session *s, enum kind_id kind, struct duplicate_groups *out, struct err *err)
{
	struct duplicate found[DUPLICATE_NOISE * 2];
	struct record r;
	int64_t id = 0;
	int n = 0;
	enum status st = target_find_words(s, kind, 1, &id, 1, err);

	if (!st)
		st = record_load(s->office, kind, id, &r, err);
	if (st)
		return st;
	st = duplicates_of(s->office, &r, found, DUPLICATE_NOISE * 2, &n, err);
	record_release(&r);
	if (st || !n)
		return st;
	out->items = mem_alloc(sizeof(*out->items));
	out->ids = mem_alloc(sizeof(*out->ids) * (size_t)(n + 1));
	out->n = 1;
	out->ids[0] = id;
	out->items[0] = (struct duplicate_group){.ids = out->ids, .n = n + 1};
	for (int i = 0; i < n; i++) {
		out->ids[i + 1] = found[i].id;
		out->items[0].reasons |= found[i].reasons;
	}
	return ST_OK;
}

static enum status search(struct session *s, enum kind_id kind, struct err *err)
{
	struct duplicate_groups all = {0};
	int64_t limit = 0;
	enum status st = session_number(s, "limit", INT32_MAX, 0, &limit, err);

	if (!st && s->args.nwords > 2)
		st = err_set(err, ST_USAGE,
			_("duplicates: name one record, or say --different to declare several"));
	if (!st)
		st = s->args.nwords == 2 ? of_one(s, kind, &all, err)
					 : duplicates_scan(s->office, kind, NULL, &all, err);
	if (!st)
		st = print(s, kind, &all, limit, err);
	if (!st && !all.n)
		st = ST_NOT_FOUND;
	duplicate_groups_release(&all);
	return st;
}

static enum status run(struct session *s, struct err *err)
{
	const char *word = session_word(s, 0);
	enum kind_id kind = KIND_CLIENT;
	enum status st = session_open(s, DB_OPEN, err);

	if (!st && word)
		st = target_kind(s->office, word, &kind, NULL, err);
	if (st)
		return st;
	if (!duplicates_apply(kind))
		return err_set(err, ST_USAGE,
			_("duplicates: only clients, products and users are compared"));
	return session_flag(s, "different") ? declare(s, kind, err) : search(s, kind, err);
}

static const struct cli_option options[] = {
	{"json", NULL, N_("one JSON object a line, one for each group")},
	{"limit", "N", N_("at most so many groups")},
	{"different", NULL, N_("declare that the named clients are no duplicates")},
	{0},
};

const struct cli_command command_duplicates = {
	.name = "duplicates",
	.usage = "[KIND [ID|NAME...]]",
	.summary = N_("list records that may be the same"),
	.text = N_(
		"KIND is client (the default), product or user. Clients are compared by e-mail, "
		"phone\n"
		"and tax ID, and by name without company form together with the city or the "
		"e-mail's\n"
		"domain. What more than twenty records share says nothing and is left out. With a\n"
		"record only its own duplicates are listed. Nothing found is exit code 1.\n"),
	.options = options,
	.min_words = 0,
	.max_words = -1,
	.run = run,
};
