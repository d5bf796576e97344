/* merge: several records of a kind become one. */
#include "domain/merge.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "commands.h"
#include "say.h"
#include "session.h"
#include "target.h"

/* "phone=12": the phone of #12. */
static enum status take(struct merge *m, const char *text, struct err *err)
{
	const char *equals = strchr(text, '=');
	char *name, *end = NULL;
	enum status st;
	long long id;

	if (!equals || equals == text)
		return err_set(err, ST_USAGE, _("--take %.60s: write FIELD=ID"), text);
	id = strtoll(equals + 1 + (equals[1] == '#'), &end, 10);
	if (!strcmp(equals + 1, "all"))
		id = 0;
	else if (*end || id <= 0)
		return err_set(err, ST_USAGE, _("--take %.60s: write FIELD=ID"), text);
	name = mem_strndup(text, (size_t)(equals - text));
	st = merge_take_named(m, name, id, err);
	free(name);
	return st;
}

static enum status take_all(struct session *s, struct merge *m, struct err *err)
{
	enum status st = ST_OK;
	const char *text;
	size_t at = 0;

	while (!st && (text = args_next(&s->args, "take", &at)))
		st = take(m, text, err);
	return st;
}

/* The fields in which the records differ, with the value that won. */
static void print_fields(struct session *s, const struct merge *m)
{
	for (int f = 0; f < m->kind->nfields; f++) {
		struct buf value = BUF_INIT;

		if (!merge_differs(m, f))
			continue;
		record_format(s->office, &m->result, f, STYLE_SHOW, &value);
		if (m->take[f] >= 0)
			buf_addf(&value, "  (#%lld)", (long long)m->records[m->take[f]].id);
		say(s, "  %s: %s\n", target_title(&m->kind->fields[f]), buf_str(&value));
		buf_release(&value);
	}
}

static void print_moved(struct session *s, const struct merge_done *done)
{
	struct buf list = BUF_INIT;

	for (int k = 0; k < KIND_COUNT; k++)
		if (done->moved[k])
			buf_addf(&list, "%s%s: %d", list.len ? ", " : "",
				_(office_kind(s->office, (enum kind_id)k)->plural), done->moved[k]);
	if (list.len)
		say(s, _("Moved along: %s\n"), buf_str(&list));
	if (done->kept)
		say(s,
			P_("%d phone, e-mail or address more was kept beside\n",
				"%d phones, e-mails or addresses more were kept beside\n",
				done->kept),
			done->kept);
	buf_release(&list);
}

static enum status apply(struct session *s, struct merge *m, struct err *err)
{
	bool dry = session_flag(s, "dry-run");
	struct merge_done done;
	enum status st = take_all(s, m, err);

	if (!st)
		st = merge_apply(m, dry, &done, err);
	if (st)
		return st;
	say(s, "#%lld %s\n", (long long)m->result.id,
		record_text(&m->result, m->kind->title_field));
	print_fields(s, m);
	print_moved(s, &done);
	if (dry)
		say(s, _("Nothing was written\n"));
	else
		say(s, _("To take it back: kartoteka unmerge %s %lld\n"), m->kind->name,
			(long long)m->result.id);
	return ST_OK;
}

static enum status run(struct session *s, struct err *err)
{
	size_t n = s->args.nwords - 1;
	int64_t *ids = mem_alloc(sizeof(*ids) * n);
	enum kind_id kind;
	struct merge m;
	enum status st = session_open(s, DB_OPEN, err);

	if (!st)
		st = target_kind(s->office, session_word(s, 0), &kind, NULL, err);
	if (!st)
		st = target_find_words(s, kind, 1, ids, n, err);
	if (!st)
		st = merge_load(s->office, kind, ids, (int)n, &m, err);
	if (!st) {
		st = apply(s, &m, err);
		merge_release(&m);
	}
	free(ids);
	return st;
}

static const struct cli_option options[] = {
	{"take", "FIELD=ID", N_("the value of this record wins; may be given several times")},
	{"dry-run", NULL, N_("only tell what would happen")},
	{0},
};

const struct cli_command command_merge = {
	.name = "merge",
	.usage = "KIND KEEP_ID ID...",
	.summary = N_("make one record of several"),
	.text = N_("KIND is client, product or user. The first record stays; history, tasks, deals "
		   "and all\n"
		   "else that belongs to the others becomes its own, and they go to the trash. The "
		   "first\n"
		   "value that is not empty wins, an address is taken whole, tags are united, "
		   "notes joined;\n"
		   "phones and e-mails that lose are kept beside. --take tags=all unites again "
		   "what an\n"
		   "earlier --take chose. kartoteka unmerge takes it all back.\n"),
	.options = options,
	.min_words = 3,
	.max_words = -1,
	.run = run,
};
