/* The kinds that others point at: users, products, and what the office defines itself (lists, custom fields). */
#ifndef DOMAIN_CATALOG_H
#define DOMAIN_CATALOG_H

#include "domain/kind.h"

enum user_field {
	USER_NAME,
	USER_LOGIN,
	USER_EMAIL,
	USER_ROLE,
	USER_TEAM,
	USER_MANAGER,
	USER_ACTIVE,
	USER_LANGUAGE,
	USER_COMMON
};

enum product_field {
	PRODUCT_NAME,
	PRODUCT_SKU,
	PRODUCT_CATEGORY,
	PRODUCT_UNIT,
	PRODUCT_PRICE,
	PRODUCT_COST,
	PRODUCT_CURRENCY,
	PRODUCT_TAX_RATE,
	PRODUCT_ACTIVE,
	PRODUCT_EXTERNAL_ID,
	PRODUCT_COMMON,
};

/* An entry of an office list: result, industry, source, lost_reason, tag, category. */
enum choice_field {
	CHOICE_TITLE,
	CHOICE_LIST,
	CHOICE_CODE,
	CHOICE_POSITION,
	CHOICE_ACTIVE,
	CHOICE_COMMON
};

enum custom_field_field {
	CUSTOM_FIELD_NAME, /* in commands and files: lower-case letters, digits, _ */
	CUSTOM_FIELD_TITLE,
	CUSTOM_FIELD_KIND,    /* name of the record kind */
	CUSTOM_FIELD_TYPE,    /* text, note, number, money, date, bool, pick */
	CUSTOM_FIELD_CHOICES, /* for pick: titles separated by ',' */
	CUSTOM_FIELD_POSITION,
	CUSTOM_FIELD_COMMON,
};

extern const struct kind user_kind;
extern const struct kind product_kind;
extern const struct kind choice_kind;
extern const struct kind custom_field_kind;

/* The entries a new office starts with: list, code, N_(title). Ends with a NULL list. */
struct list_default {
	const char *list, *code, *title;
};
extern const struct list_default list_defaults[];
/* An entry's title for people: in their language as long as it is the one a new office starts with. */
const char *list_default_title(const char *list, const char *code, const char *title);

#endif
