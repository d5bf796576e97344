/* See office_vt.h. */
#include "office_vt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[90];

int office_folder(void **state)
{
	const char *dir = getenv("TMPDIR");

	(void)state;
	snprintf(folder, sizeof folder, "%s/kartoteka-XXXXXX", dir ? dir : "/tmp");
	if (!mkdtemp(folder) || chdir(folder) != 0)
		return 1;
	setenv("HOME", folder, 1);
	unsetenv("XDG_STATE_HOME");
	unsetenv("XDG_CONFIG_HOME");
	unsetenv("XDG_DATA_HOME");
	unsetenv("KARTOTEKA_DB");
	setenv("KARTOTEKA_NOW", "2026-03-02T09:00:00Z", 1);
	setenv("TZ", "UTC", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	return 0;
}

int office_folder_end(void **state)
{
	char command[250];

	(void)state;
	snprintf(command, sizeof command, "cd / && chmod -R u+rwX '%.90s' && rm -rf '%.90s'",
		folder, folder);
	return system(command);
}

const char *office_ask(const char *words)
{
	static char out[16001];
	char command[1000];
	size_t len;
	FILE *p;

	snprintf(command, sizeof command, "\"$KARTOTEKA\" --db office.db %s 2>&1", words);
	p = popen(command, "r");
	assert_non_null(p);
	len = fread(out, 1, sizeof out - 1, p);
	out[len] = '\0';
	pclose(p);
	return out;
}

void office_do(const char *command)
{
	if (system(command) != 0)
		fail_msg("failed: %s", command);
}

struct vt *office_desk(int rows, int cols, const char *const *env)
{
	const char *args[] = {"--db", "office.db", NULL};
	struct vt *vt = vt_kartoteka(rows, cols, args, env);

	vt_idle(vt);
	return vt;
}

void office_ended(struct vt *vt, int code)
{
	bool visible;

	assert_int_equal(vt_exit_code(vt), code);
	assert_true(vt_is_cooked(vt));
	assert_false(vt_is_altscreen(vt));
	vt_cursor(vt, NULL, NULL, &visible);
	assert_true(visible);
	vt_free(vt);
}

void office_leave(struct vt *vt)
{
	vt_keys(vt, "Ctrl-Q");
	if (vt_is_running(vt))
		vt_keys(vt, "Enter");
	office_ended(vt, 0);
}
