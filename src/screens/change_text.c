/* What an action changed, in words. Values of the log are as in the file; they are shown as their field shows them. */
#include "change_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "domain/record.h"

static bool change_text_is_text(enum field_type type)
{
	switch (type) {
	case FT_INT:
	case FT_MONEY:
	case FT_PERCENT:
	case FT_QUANTITY:
	case FT_DATE:
	case FT_TIME:
	case FT_INSTANT:
	case FT_BOOL:
	case FT_LINK: return false;
	default: return true;
	}
}

static void change_text_value(
	struct office *o, const struct kind *k, int field, const char *text, struct buf *out)
{
	enum field_type type = k->fields[field].type;
	struct record r;
	int32_t day;

	if (!text || !*text) {
		buf_add(out, "–");
		return;
	}
	record_make(&r, k);
	if (change_text_is_text(type))
		record_set_text(&r, field, text);
	else if (type == FT_DATE && date_parse_iso(text, &day))
		record_set_num(&r, field, day);
	else
		record_set_num(&r, field, strtoll(text, NULL, 10));
	record_format(o, &r, field, STYLE_SHOW, out);
	record_release(&r);
}

static const char *change_text_verb(char op)
{
	switch (op) {
	case 'i': return _("new");
	case 'd': return _("to the trash");
	case 'r': return _("brought back");
	case 'm': return _("merged");
	default: return _("changed");
	}
}

/* A record as a whole, or what stands above its fields. Whole records follow each other without a gap. */
static void change_text_heading(
	struct office *o, const struct change_entry *e, bool follows, struct help *out)
{
	const struct kind *k = office_kind(o, e->kind);
	struct buf text = BUF_INIT;

	if (e->last_id > e->record_id) {
		buf_addf(&text, "%s: #%lld–#%lld, %s", _(k->plural), (long long)e->record_id,
			(long long)e->last_id, change_text_verb(e->op));
	} else {
		buf_addf(&text, "%s: ", _(k->title));
		office_title(o, e->kind, e->record_id, &text);
		buf_addf(&text, ", %s", change_text_verb(e->op));
	}
	if (follows)
		help_text(out, buf_str(&text));
	else
		help_heading(out, buf_str(&text));
	buf_release(&text);
}

/* The other record of a merge. */
static void change_text_merged(struct office *o, const struct change_entry *e, struct help *out)
{
	bool into = !strcmp(e->field, "merged_into");
	struct buf text = BUF_INIT;

	buf_addf(&text, "#%s ", e->new_text);
	office_title(o, e->kind, strtoll(e->new_text, NULL, 10), &text);
	help_key(out, into ? _("Merged into") : _("Merged from"), buf_str(&text));
	buf_release(&text);
}

static void change_text_field(struct office *o, const struct change_entry *e, struct help *out)
{
	const struct kind *k = office_kind(o, e->kind);
	int field = kind_field(k, e->field);
	struct buf text = BUF_INIT;

	if (e->op == 'm') {
		change_text_merged(o, e, out);
		return;
	}
	if (field < 0 || k->fields[field].flags & FF_HIDDEN)
		return;
	change_text_value(o, k, field, e->old_text, &text);
	buf_add(&text, " → ");
	change_text_value(o, k, field, e->new_text, &text);
	help_key(out,
		k->fields[field].custom_id ? k->fields[field].title : _(k->fields[field].title),
		buf_str(&text));
	buf_release(&text);
}

void change_text_add(struct office *o, const struct change_entry *changes, int n, struct help *out)
{
	for (int i = 0; i < n; i++) {
		const struct change_entry *e = &changes[i], *before = i ? e - 1 : NULL;

		if (!before || before->kind != e->kind || before->record_id != e->record_id ||
			before->op != e->op)
			change_text_heading(o, e, !e->field && before && !before->field, out);
		if (e->field)
			change_text_field(o, e, out);
	}
	if (!n)
		help_text(out, _("It changed nothing."));
}

static void change_text_kept(struct office *o, const struct undo_result *r, struct help *out)
{
	struct buf text = BUF_INIT;

	help_heading(out, _("Left as it is, because it was changed later"));
	for (int i = 0; i < r->nnamed; i++) {
		const struct undo_kept *kept = &r->named[i];
		const struct kind *k = office_kind(o, kept->kind);
		int field = *kept->field ? kind_field(k, kept->field) : -1;

		buf_clear(&text);
		if (k->fields[k->title_field].type != FT_LINK)
			office_title(o, kept->kind, kept->id, &text);
		else
			buf_addf(&text, "#%lld", (long long)kept->id);
		if (field >= 0)
			buf_addf(&text, ": %s",
				k->fields[field].custom_id ? k->fields[field].title
							   : _(k->fields[field].title));
		help_key(out, _(k->title), buf_str(&text));
	}
	if (r->kept > r->nnamed)
		help_text(out, _("… and more"));
	buf_release(&text);
}

void change_text_undone(struct office *o, const struct undo_result *r, struct help *panel,
	bool *open, struct nav *nav)
{
	if (!r->records && !r->kept) {
		nav_say(nav, MESSAGE_INFO, _("Nothing changed: %s"), r->what);
		return;
	}
	if (!r->kept) {
		nav_say(nav, MESSAGE_GOOD, _("Undone: %s."), r->what);
		return;
	}
	nav_say(nav, MESSAGE_WARNING,
		P_("Undone: %s. %lld later change was kept.",
			"Undone: %s. %lld later changes were kept.", r->kept),
		r->what, (long long)r->kept);
	help_init(panel, r->what);
	change_text_kept(o, r, panel);
	*open = true;
}

void change_text_what(const struct history_entry *e, struct buf *out)
{
	if (e->undone_by)
		buf_addf(out, "%s ", _("(undone)"));
	if (e->cls == 1)
		buf_addf(out, _("Undo: %s"), e->what);
	else if (e->cls == 2)
		buf_addf(out, _("Redo: %s"), e->what);
	else
		buf_add(out, e->what);
}
