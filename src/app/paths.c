/* Where files are, after the XDG base directory rules. */
#include "app/paths.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"

static const char *path_home(void)
{
	const char *home = getenv("HOME");
	const struct passwd *pw;

	if (home && *home == '/')
		return home;
	pw = getpwuid(getuid());
	return pw && pw->pw_dir && *pw->pw_dir == '/' ? pw->pw_dir : "/tmp";
}

static char *path_xdg(const char *variable, const char *fallback, const char *name)
{
	const char *base = getenv(variable);

	if (base && *base == '/')
		return mem_printf("%s/kartoteka/%s", base, name);
	return mem_printf("%s/%s/kartoteka/%s", path_home(), fallback, name);
}

char *path_data(const char *name)
{
	return path_xdg("XDG_DATA_HOME", ".local/share", name);
}

char *path_config(const char *name)
{
	return path_xdg("XDG_CONFIG_HOME", ".config", name);
}

char *path_state(const char *name)
{
	return path_xdg("XDG_STATE_HOME", ".local/state", name);
}

char *path_expand(const char *path)
{
	if (path[0] == '~' && (path[1] == '/' || !path[1]))
		return mem_printf("%s%s", path_home(), path + 1);
	return mem_strdup(path);
}
