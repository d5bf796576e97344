/* The maps of data/import/, which are part of the program. */
#include "exchange/import_profile.h"

static const struct {
	const char *name, *contents;
} files[] = {
#include "maps.inc"
};

const char *import_ready_map(int i, const char **file)
{
	if (i < 0 || i >= (int)(sizeof(files) / sizeof(files[0])))
		return NULL;
	*file = files[i].name;
	return files[i].contents;
}
