/* Files that may be imported: those below the working directory, and the completion of a path. */
#include "import_files.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/mem.h"

enum { FILES_MAX = 300, FILES_DEPTH = 4, ENTRIES_MAX = 20000 };

struct file_search {
	struct import_file *files;
	int n, entries;
};

/* Old .xls and .ods are listed to be found: opening one says how to save it as what can be read. */
static bool import_files_fits(const char *name)
{
	static const char *const ends[] = {".csv", ".tsv", ".txt", ".xlsx", ".vcf", ".xls", ".ods"};
	const char *dot = strrchr(name, '.');

	for (size_t i = 0; dot && i < sizeof ends / sizeof *ends; i++)
		if (strcasecmp(dot, ends[i]) == 0)
			return true;
	return false;
}

/* Hidden folders and those that hold programs' own files are passed over. */
static void import_files_walk(struct file_search *s, const char *dir, int depth)
{
	DIR *d = opendir(dir);
	struct dirent *e;

	if (!d)
		return;
	while (s->n < FILES_MAX && s->entries < ENTRIES_MAX && (e = readdir(d))) {
		struct stat st;
		char *path;

		s->entries++;
		if (e->d_name[0] == '.' || strcmp(e->d_name, "node_modules") == 0)
			continue;
		path = strcmp(dir, ".") == 0         ? mem_strdup(e->d_name)
		       : dir[strlen(dir) - 1] == '/' ? mem_printf("%s%s", dir, e->d_name)
						     : mem_printf("%s/%s", dir, e->d_name);
		if (lstat(path, &st) == 0 && S_ISDIR(st.st_mode) && depth > 0)
			import_files_walk(s, path, depth - 1);
		else if (S_ISREG(st.st_mode) && import_files_fits(e->d_name)) {
			s->files = mem_realloc(s->files, sizeof *s->files * (size_t)(s->n + 1));
			s->files[s->n++] = (struct import_file){path, st.st_size, st.st_mtime};
			continue;
		}
		free(path);
	}
	closedir(d);
}

static int import_files_compare(const void *a, const void *b)
{
	const struct import_file *x = a, *y = b;

	if (x->changed_at != y->changed_at)
		return x->changed_at < y->changed_at ? 1 : -1;
	return strcmp(x->path, y->path);
}

char *import_files_elsewhere(const char *typed)
{
	char *path = file_typed_path(typed, NULL), *slash = strrchr(path, '/');

	if (!slash || (path[0] != '/' && strncmp(path, "../", 3) != 0)) {
		free(path);
		return NULL;
	}
	slash[1] = '\0';
	return path;
}

void import_files_find(const char *dir, struct import_file **out, int *n)
{
	struct file_search s = {0};

	if (dir)
		import_files_walk(&s, dir, 0);
	else
		import_files_walk(&s, ".", FILES_DEPTH);
	if (s.n)
		qsort(s.files, (size_t)s.n, sizeof *s.files, import_files_compare);
	*out = s.files;
	*n = s.n;
}

void import_files_free(struct import_file *files, int n)
{
	for (int i = 0; i < n; i++)
		free(files[i].path);
	free(files);
}

static size_t import_files_common(const char *a, const char *b)
{
	size_t n = 0;

	while (a[n] && a[n] == b[n])
		n++;
	/* Not into the middle of a character. */
	while (n && ((unsigned char)a[n] & 0xc0) == 0x80)
		n--;
	return n;
}

/* A name of dir that begins with start: folders, and files of the right kind. */
static bool import_files_match(
	const char *dir, const struct dirent *e, const char *start, bool *is_dir)
{
	struct stat st;
	char *path;
	bool fits = false;

	if (strncmp(e->d_name, start, strlen(start)) != 0 || (e->d_name[0] == '.' && *start != '.'))
		return false;
	path = mem_printf("%s/%s", dir, e->d_name);
	if (stat(path, &st) == 0) {
		*is_dir = S_ISDIR(st.st_mode);
		fits = *is_dir || import_files_fits(e->d_name);
	}
	free(path);
	return fits;
}

bool import_files_complete(const char *path, struct buf *out)
{
	const char *slash = strrchr(path, '/'), *start = slash ? slash + 1 : path;
	char *head = mem_strndup(path, (size_t)(start - path)), *dir, *found = NULL;
	bool only_dir = false, is_dir;
	struct dirent *e;
	DIR *d;
	int n = 0;

	dir = file_typed_path(*head ? head : ".", NULL);
	d = opendir(dir);
	while (d && (e = readdir(d))) {
		if (!import_files_match(dir, e, start, &is_dir))
			continue;
		only_dir = is_dir;
		if (n++ == 0)
			found = mem_strdup(e->d_name);
		else
			found[import_files_common(found, e->d_name)] = '\0';
	}
	if (d)
		closedir(d);
	if (n)
		buf_addf(out, "%s%s%s", head, found, n == 1 && only_dir ? "/" : "");
	free(found);
	free(dir);
	free(head);
	return n > 0 && strcmp(buf_str(out), path) != 0;
}
