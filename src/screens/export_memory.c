/* Choices of the export dialog in a file. */
#include "export_memory.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"

enum { MEMORY_MAX = 65536 };

static char *memory_path(const struct screen_env *env, const char *kind)
{
	return env->state_dir ? mem_printf("%sexport-%s", env->state_dir, kind) : NULL;
}

char *export_memory_load(const struct screen_env *env, const char *kind)
{
	char *path = memory_path(env, kind), *lines = NULL;
	size_t len;

	if (!path || file_read(path, MEMORY_MAX, &lines, &len, NULL))
		lines = NULL;
	free(path);
	return lines ? lines : mem_strdup("");
}

void export_memory_save(const struct screen_env *env, const char *kind, const char *lines)
{
	char *path = memory_path(env, kind);
	struct file_out *f;

	if (path && !file_make_dirs(env->state_dir, NULL) && !file_out_open(path, true, &f, NULL)) {
		fputs(lines, file_out_stream(f));
		file_out_commit(f, NULL);
	}
	free(path);
}

char *export_memory_value(const char *lines, const char *name)
{
	size_t len = strlen(name);

	while (*lines) {
		size_t line = strcspn(lines, "\n");

		if (line > len && !strncmp(lines, name, len) && lines[len] == '=')
			return mem_strndup(lines + len + 1, line - len - 1);
		lines += line + (lines[line] == '\n');
	}
	return NULL;
}
