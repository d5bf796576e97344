/* Names of formats, and what the end of a file's name says. */
#include <string.h>
#include <strings.h>

#include "exchange/export.h"

static const char *const names[] = {"csv", "json", "xlsx", "vcf"};

static const struct {
	const char *end;
	enum export_format format;
} ends[] = {
	{".csv", EXPORT_CSV},
	{".tsv", EXPORT_CSV},
	{".txt", EXPORT_CSV},
	{".json", EXPORT_JSON},
	{".jsonl", EXPORT_JSON},
	{".ndjson", EXPORT_JSON},
	{".xlsx", EXPORT_XLSX},
	{".vcf", EXPORT_VCARD},
	{".vcard", EXPORT_VCARD},
};

bool export_format_of(const char *path, enum export_format *out)
{
	size_t len = strlen(path);

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		size_t n = strlen(ends[i].end);

		if (len > n && !strcasecmp(path + len - n, ends[i].end)) {
			*out = ends[i].format;
			return true;
		}
	}
	return false;
}

const char *export_format_name(enum export_format format)
{
	return names[format];
}
