/* --profile and --save-profile of import. */
#include "profile.h"

#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "exchange/import_profile.h"
#include "say.h"

/* A recognised mapping that does not fit the office any more must not stop an import that never asked for it. */
static enum status apply_recognised(
	const struct session *s, struct import *imp, struct office *o, struct err *err)
{
	struct import_profile p;
	struct buf told = BUF_INIT;
	struct err own = ERR_INIT;
	enum import_mode mode = imp->mode;
	enum status st = import_profile_recognise(imp, o, &p, err);

	if (st)
		return st == ST_NOT_FOUND ? ST_OK : st;
	if (import_profile_apply(&p, imp, o, &own) == ST_OK) {
		import_profile_tell(&p, o, &told);
		say_aside(s, _("%s  (--profile none: without it)\n"), buf_str(&told));
	} else {
		say_aside(s, "%s\n", own.text);
		import_profile_drop(imp, o);
	}
	imp->mode = mode;
	buf_release(&told);
	import_profile_release(&p);
	return ST_OK;
}

enum status profile_apply(
	const struct session *s, struct import *imp, struct office *o, struct err *err)
{
	const char *name = session_option(s, "profile"), *as = session_option(s, "save-profile");
	struct import_profile p;
	enum status st;

	if (as)
		imp->profile_as = mem_strdup(as);
	if (!name)
		return apply_recognised(s, imp, o, err);
	if (!strcmp(name, "none"))
		return ST_OK;
	st = import_profile_find(imp, o, name, &p, err);
	if (st)
		return st;
	st = import_profile_apply(&p, imp, o, err);
	import_profile_release(&p);
	return st;
}
