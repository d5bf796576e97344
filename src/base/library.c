/* Libraries loaded when they are first needed. */
#include "base/library.h"

#include <dlfcn.h>
#include <string.h>

#include "base/i18n.h"

enum status library_load(const char *soname, const char *package,
	const struct library_symbol *symbols, int n, struct err *err)
{
	void *handle = dlopen(soname, RTLD_NOW | RTLD_LOCAL);

	if (handle == NULL)
		return err_set(err, ST_IO, _("This needs the library %s: install the package %s"),
			soname, package);
	for (int i = 0; i < n; i++) {
		void *at = dlsym(handle, symbols[i].name);

		if (at == NULL) {
			dlclose(handle);
			return err_set(err, ST_IO,
				_("The library %s is of another version: %s is missing"), soname,
				symbols[i].name);
		}
		memcpy(symbols[i].address, &at, sizeof(at));
	}
	return ST_OK;
}
