/*
 * Record kinds and their field tables: the table that drives forms, columns, sorting, filtering, CSV mapping, export, JSON,
 * validation, change log, merge and help. A new field is one row here and one migration.
 *
 * The tables are constant; an open office adds its custom fields behind them (office_kind()).
 */
#ifndef DOMAIN_KIND_H
#define DOMAIN_KIND_H

#include <stdbool.h>
#include <stdint.h>

#include "base/i18n.h"

enum kind_id {
	KIND_NONE = -1,
	KIND_USER,
	KIND_CLIENT,
	KIND_CONTACT_POINT,
	KIND_ADDRESS,
	KIND_RELATION,
	KIND_INTERACTION,
	KIND_TASK,
	KIND_PIPELINE,
	KIND_STAGE,
	KIND_DEAL,
	KIND_STAGE_LOG,
	KIND_DEAL_ITEM,
	KIND_PRODUCT,
	KIND_CHOICE,
	KIND_CUSTOM_FIELD,
	KIND_IMPORT_PROFILE,
	KIND_COUNT,
};

enum field_type {
	FT_TEXT, /* one line */
	FT_NOTE, /* several lines */
	FT_INT,
	FT_MONEY,    /* minor units of the record's currency field, else of the office's currency */
	FT_PERCENT,  /* basis points; people see "12.5" */
	FT_QUANTITY, /* milli-units */
	FT_DATE,     /* days since 1970-01-01; ISO text in the file */
	FT_TIME,     /* minutes of the day */
	FT_INSTANT,  /* UTC seconds */
	FT_BOOL,
	FT_CHOICE, /* one of field.choices: the code is kept, the title shown */
	FT_PICK,   /* one of the office's list field.list; grows by use */
	FT_SET,    /* several of field.choices or field.list: codes joined by ',' in table order */
	FT_LINK,   /* id of a field.link record */
	FT_PHONE,
	FT_EMAIL, /* lower case */
	FT_URL,
	FT_CURRENCY, /* ISO 4217 */
};

enum field_flag {
	FF_REQUIRED = 1,
	FF_SEARCH = 2, /* its words are in the search index */
	FF_PERSONAL = 4,
	FF_READONLY = 8, /* maintained by the program: shown, filtered, exported, never typed */
	FF_HIDDEN = 16,  /* inner column: not shown, exported or logged */
	FF_COLUMN = 32,  /* a default column of lists */
	FF_MAIN = 64,    /* on the short form (new record) */
	FF_UNIQUE = 128, /* among live records */
	FF_SORT = 256,   /* an index serves this order */
};

struct choice {
	const char *code;
	const char *title;   /* English, marked with N_() */
	const char *aliases; /* other spellings in imports: "клиент|klient"; NULL */
};

struct field {
	const char *name;  /* in commands, CSV headers, --json */
	const char *title; /* English, marked with N_(); as typed by the office for custom fields */
	const char *column; /* in the table; NULL for custom and computed fields */
	enum field_type type;
	unsigned flags;
	int max_len;                  /* characters; 0 = 250 for one line, 100 000 for notes */
	int width_cols;               /* of a list column; 0 = by type */
	const struct choice *choices; /* ends with a NULL code */
	const char *list;             /* FT_PICK, FT_SET of an office list */
	enum kind_id link;            /* FT_LINK */
	const char *sql; /* computed field: expression over the alias t; implies FF_READONLY */
	const char
		*aliases; /* header names in files, en/ru/bg/pl: "company|компания|фирма|firma" */
	const char *help; /* N_() one line under the field; NULL */
	const char *
		initial; /* of a new record: a code, a number, or @me @now @today @currency; NULL */
	int64_t custom_id; /* row of custom_field, 0 for built-in */
};

struct kind {
	enum kind_id id;
	const char *name;   /* "client" */
	const char *title;  /* N_("Client") */
	const char *plural; /* N_("Clients") */
	const char *table;
	const struct field *fields; /* built-in, then the common ones, then (office_kind) custom */
	int nfields;
	int title_field; /* index of the field that names a record */
	int order_field; /* default order; -1 = by sort_key */
	bool order_desc;
	bool searchable; /* has sort_key, search_text and a search index */
	bool has_digits; /* has digits and a digits index */
	bool of_client;  /* words also find it by the name of its client (field "client") */
};

/* The fields that every kind ends with, in this order; put FIELDS_COMMON last in a field table. */
#define FIELDS_COMMON_COUNT 4
#define FIELDS_COMMON                                                                      \
	{.name = "created_at",                                                             \
		.title = N_("Created"),                                                    \
		.column = "created_at",                                                    \
		.type = FT_INSTANT,                                                        \
		.flags = FF_READONLY},                                                     \
		{.name = "created_by",                                                     \
			.title = N_("Created by"),                                         \
			.column = "created_by",                                            \
			.type = FT_LINK,                                                   \
			.link = KIND_USER,                                                 \
			.flags = FF_READONLY},                                             \
		{.name = "modified_at",                                                    \
			.title = N_("Changed"),                                            \
			.column = "modified_at",                                           \
			.type = FT_INSTANT,                                                \
			.flags = FF_READONLY},                                             \
	{                                                                                  \
		.name = "modified_by", .title = N_("Changed by"), .column = "modified_by", \
		.type = FT_LINK, .link = KIND_USER, .flags = FF_READONLY                   \
	}

/* Index of the field with this name (or -1). Knows "id" and "version" as no fields: records have them as members. */
int kind_field(const struct kind *k, const char *name);
/* The field that a header or label means: name, title or alias, folded, in any of the program's languages; -1. */
int kind_field_by_label(const struct kind *k, const char *label);
/* Code of a choice meant by text (code, title in any language, alias; folded); NULL. */
const char *choice_code(const struct choice *choices, const char *text);
const char *choice_title(
	const struct choice *choices, const char *code); /* translated; code itself when unknown */

#endif
