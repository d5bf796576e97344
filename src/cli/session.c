/* Opening the office and reading options. */
#include "session.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "base/text.h"
#include "domain/setup.h"

enum { STDIN_MAX = 1024 * 1024 };

enum status session_open_office(
	const struct session *s, enum db_mode mode, struct office **out, struct err *err)
{
	struct office_options options = s->env.options;
	enum status st;

	options.mode = mode;
	st = office_start(s->env.db_path, &options, out, err);
	if (st == ST_NOT_FOUND)
		st = err_set(err, ST_IO,
			_("There is no office %s. \"kartoteka\" alone makes one, \"kartoteka demo "
			  "FILE\" one to look around in."),
			s->env.db_path);
	return st;
}

enum status session_open(struct session *s, enum db_mode mode, struct err *err)
{
	return session_open_office(s, mode, &s->office, err);
}

const char *session_word(const struct session *s, size_t i)
{
	return i < s->args.nwords ? s->args.words[i] : NULL;
}

const char *session_option(const struct session *s, const char *name)
{
	return args_value(&s->args, name);
}

bool session_flag(const struct session *s, const char *name)
{
	return args_has(&s->args, name);
}

enum status session_number(const struct session *s, const char *name, int64_t max, int64_t fallback,
	int64_t *out, struct err *err)
{
	const char *text = session_option(s, name);
	char *end;
	long long n;

	*out = fallback;
	if (!text)
		return ST_OK;
	errno = 0;
	n = strtoll(text, &end, 10);
	if (*end || end == text || errno || n < 0 || n > max)
		return err_set(err, ST_USAGE, _("--%s: \"%s\" is not a number from 0 to %lld"),
			name, text, (long long)max);
	*out = n;
	return ST_OK;
}

enum status session_input(struct session *s, const char **out, struct err *err)
{
	struct buf raw = BUF_INIT, clean = BUF_INIT;
	enum status st = ST_OK;
	char chunk[4096];
	size_t n;

	while (!s->input && (n = fread(chunk, 1, sizeof(chunk), stdin)) > 0 && raw.len <= STDIN_MAX)
		buf_addn(&raw, chunk, n);
	if (!s->input && ferror(stdin))
		st = err_errno(err, _("standard input"));
	else if (raw.len > STDIN_MAX)
		st = err_set(err, ST_BAD_DATA, _("standard input is longer than a text may be"));
	if (!st && !s->input) {
		text_clean(&clean, buf_str(&raw), raw.len, true);
		buf_add(&clean, "");
		s->input = buf_take(&clean);
	}
	buf_release(&raw);
	*out = s->input;
	return st;
}
