/* The field table of saved import mappings. */
#include "domain/profile_kind.h"

#include <stddef.h>

static const struct field profile_fields[] = {
	[PROFILE_NAME] = {.name = "name",
		.title = N_("Name"),
		.column = "name",
		.type = FT_TEXT,
		.flags = FF_REQUIRED | FF_UNIQUE | FF_COLUMN | FF_MAIN,
		.width_cols = 30,
		.aliases = "title|название|имя|име|название профиля|nazwa"},
	[PROFILE_RECORDS] = {.name = "records",
		.title = N_("Of what"),
		.column = "records",
		.type = FT_TEXT,
		.max_len = 40,
		.flags = FF_REQUIRED | FF_COLUMN | FF_MAIN,
		.width_cols = 12,
		.aliases = "record kind|kind|вид записи|вид запис|rodzaj"},
	[PROFILE_HEADER] = {.name = "header",
		.title = N_("Columns of the file"),
		.column = "header",
		.type = FT_NOTE,
		.flags = FF_REQUIRED,
		.width_cols = 30,
		.aliases = "headers|заголовки|колони|nagłówki"},
	[PROFILE_MAP] = {.name = "map",
		.title = N_("Mapping"),
		.column = "map",
		.type = FT_NOTE,
		.flags = FF_REQUIRED | FF_MAIN,
		.width_cols = 30,
		.aliases = "mapping|сопоставление|съответствие|mapowanie"},
	[PROFILE_COMMON] = FIELDS_COMMON,
};

const struct kind import_profile_kind = {
	.id = KIND_IMPORT_PROFILE,
	.name = "import_profile",
	.title = N_("Import mapping"),
	.plural = N_("Import mappings"),
	.table = "import_profile",
	.fields = profile_fields,
	.nfields = PROFILE_COMMON + FIELDS_COMMON_COUNT,
	.title_field = PROFILE_NAME,
	.order_field = PROFILE_NAME,
};
