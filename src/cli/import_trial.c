/* A dry run must not make an office: it gets one in a temporary directory. */
#include "import_trial.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "domain/setup.h"

enum status import_trial_open(const struct session *s, bool dry, struct import_trial *trial,
	struct office **out, struct err *err)
{
	struct office_options options = s->env.options;
	const char *tmp = getenv("TMPDIR");
	enum status st;
	char *path;

	trial->directory = NULL;
	if (!dry || access(s->env.db_path, F_OK) == 0)
		return session_open_office(s, dry ? DB_OPEN : DB_OPEN_OR_CREATE, out, err);
	trial->directory = mem_printf("%s/kartoteka.XXXXXX", tmp && *tmp ? tmp : "/tmp");
	if (!mkdtemp(trial->directory)) {
		st = err_set(err, ST_IO, "%s: %s", trial->directory, strerror(errno));
		free(trial->directory);
		trial->directory = NULL;
		return st;
	}
	options.mode = DB_CREATE;
	path = mem_printf("%s/office.db", trial->directory);
	st = office_start(path, &options, out, err);
	free(path);
	return st;
}

void import_trial_close(struct import_trial *trial, struct office *o)
{
	struct dirent *entry;
	DIR *dir;

	office_close(o);
	if (!trial->directory)
		return;
	dir = opendir(trial->directory);
	while (dir && (entry = readdir(dir))) {
		char *path = mem_printf("%s/%s", trial->directory, entry->d_name);

		if (entry->d_name[0] != '.' || strlen(entry->d_name) > 2)
			unlink(path);
		free(path);
	}
	if (dir)
		closedir(dir);
	rmdir(trial->directory);
	free(trial->directory);
	trial->directory = NULL;
}
