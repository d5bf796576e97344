/* What an undo or a redo left alone, told by name. */
#include "kept.h"

#include "base/i18n.h"
#include "say.h"
#include "target.h"

static void print_one(const struct session *s, const struct undo_kept *kept)
{
	const struct kind *k = office_kind(s->office, kept->kind);
	int field = *kept->field ? kind_field(k, kept->field) : -1;
	struct buf b = BUF_INIT;

	buf_addf(&b, "  %s #%lld ", _(k->title), (long long)kept->id);
	/* A record whose title is a link has no name of its own. */
	if (k->fields[k->title_field].type != FT_LINK)
		office_title(s->office, kept->kind, kept->id, &b);
	if (field >= 0)
		buf_addf(&b, ": %s", target_title(&k->fields[field]));
	say(s, "%s\n", buf_str(&b));
	buf_release(&b);
}

void kept_print(const struct session *s, const struct undo_result *r)
{
	if (!r->records)
		say(s, _("Nothing changed\n"));
	if (!r->kept)
		return;
	say(s, _("%lld left as they are, because they were changed later\n"), (long long)r->kept);
	for (int i = 0; i < r->nnamed; i++)
		print_one(s, &r->named[i]);
	if (r->kept > r->nnamed)
		say(s, _("  … and %lld more\n"), (long long)(r->kept - r->nnamed));
}
