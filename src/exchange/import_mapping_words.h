/* What reading, writing and using a mapping share. */
#ifndef EXCHANGE_IMPORT_MAPPING_WORDS_H
#define EXCHANGE_IMPORT_MAPPING_WORDS_H

#include "exchange/import_mapping.h"

extern const char *const mapping_option_names[MAPPING_OPTIONS];

/* The first column of the file that one of the names means and that is not taken; -1. taken may be NULL. */
int mapping_find_column(
	const struct mapping_texts *names, const struct import *imp, const bool *taken);

#endif
