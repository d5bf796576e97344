/* What a screen test expects, and how it says that something else is there. */
#include "vt_state.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"

/* As TAP comments; cmocka's own printing cuts at a kilobyte. */
static void vt_print(const char *s)
{
	while (*s != '\0') {
		size_t len = strcspn(s, "\n");

		printf("# |%.*s\n", (int)len, s);
		s += s[len] == '\n' ? len + 1 : len;
	}
}

void vt_fail(struct vt *vt, const char *fmt, ...)
{
	char what[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(what, sizeof(what), fmt, ap);
	va_end(ap);
	vt_print(vt_screen(vt));
	printf("# %dx%d, the program %s\n", vt->cols, vt->rows, vt->ended ? "has ended" : "runs");
	fail_msg("%s", what);
}

void vt_expect(struct vt *vt, const char *text, bool wanted, const char *file, int line)
{
	if (vt_has(vt, text) != wanted)
		vt_fail(vt, "%s:%d: \"%s\" is %s the screen", file, line, text,
			wanted ? "not on" : "on");
}

void vt_expect_clean(struct vt *vt, const char *file, int line)
{
	const char *foreign = vt_foreign(vt, 0);

	if (foreign != NULL) {
		char *what = mem_strdup(foreign);

		vt_fail(vt, "%s:%d: the program sent %s", file, line, what);
	}
}

void vt_golden(struct vt *vt, const char *path)
{
	const char *update = getenv("UPDATE_GOLDEN"), *screen = vt_screen(vt);
	size_t size = strlen(screen) + 65536;
	char *wanted;
	FILE *f = fopen(path, update != NULL && update[0] == '1' ? "w" : "r");
	size_t n;

	if (f == NULL)
		vt_fail(vt, "%s: %s (UPDATE_GOLDEN=1 makes it)", path, strerror(errno));
	if (update != NULL && update[0] == '1') {
		fputs(screen, f);
		fclose(f);
		return;
	}
	wanted = mem_alloc(size);
	n = fread(wanted, 1, size - 1, f);
	fclose(f);
	wanted[n] = '\0';
	if (strcmp(wanted, screen) != 0) {
		printf("# expected, %s:\n", path);
		vt_print(wanted);
		free(wanted);
		vt_fail(vt, "the screen is not as in %s", path);
	}
	free(wanted);
}
