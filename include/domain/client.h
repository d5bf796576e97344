/* Clients: companies and persons, with their first phone, e-mail and address; further ones are contact points and addresses. */
#ifndef DOMAIN_CLIENT_H
#define DOMAIN_CLIENT_H

#include "domain/kind.h"

enum client_field {
	CLIENT_NAME,
	CLIENT_KIND, /* company, person */
	CLIENT_SALUTATION,
	CLIENT_FIRST_NAME,
	CLIENT_MIDDLE_NAME,
	CLIENT_LAST_NAME,
	CLIENT_PHONE,
	CLIENT_EMAIL,
	CLIENT_WEBSITE,
	CLIENT_STREET,
	CLIENT_CITY,
	CLIENT_REGION,
	CLIENT_POSTCODE,
	CLIENT_COUNTRY,
	CLIENT_TYPES,  /* set: prospect, customer, supplier, partner, competitor, other */
	CLIENT_STATUS, /* potential, active, dormant, lost */
	CLIENT_RANK,   /* A, B, C */
	CLIENT_INDUSTRY,
	CLIENT_SOURCE,
	CLIENT_OWNER,
	CLIENT_PARENT,
	CLIENT_SIZE, /* employees */
	CLIENT_REVENUE,
	CLIENT_LEGAL_FORM,
	CLIENT_TAX_ID,
	CLIENT_REGISTRATION_NO,
	CLIENT_CURRENCY,
	CLIENT_PRICE_LEVEL,
	CLIENT_DISCOUNT,
	CLIENT_PAYMENT_TERM, /* days */
	CLIENT_CREDIT_LIMIT,
	CLIENT_LANGUAGE,
	CLIENT_BIRTHDAY, /* of a company: founded */
	CLIENT_DO_NOT_CALL,
	CLIENT_DO_NOT_MAIL,
	CLIENT_TAGS,
	CLIENT_NOTES,
	CLIENT_EXTERNAL_ID,
	CLIENT_LAST_CONTACT_AT, /* maintained: latest held interaction */
	CLIENT_NEXT_TASK_DAY,   /* maintained: earliest open task */
	CLIENT_DIGITS,          /* hidden: digits of all phones */
	CLIENT_COMMON,
};

extern const struct kind client_kind;
extern const struct kind contact_point_kind;
extern const struct kind address_kind;
extern const struct kind relation_kind;

enum contact_point_field {
	CONTACT_POINT_CLIENT,
	CONTACT_POINT_KIND, /* phone, mobile, fax, email, web, messenger */
	CONTACT_POINT_LABEL,
	CONTACT_POINT_VALUE,
	CONTACT_POINT_NORMALISED, /* digits or lower case, indexed */
	CONTACT_POINT_INVALID,
	CONTACT_POINT_OPT_OUT,
	CONTACT_POINT_COMMON,
};

enum address_field {
	ADDRESS_CLIENT,
	ADDRESS_KIND, /* billing, shipping, visit */
	ADDRESS_STREET,
	ADDRESS_CITY,
	ADDRESS_REGION,
	ADDRESS_POSTCODE,
	ADDRESS_COUNTRY,
	ADDRESS_COMMON,
};

enum relation_field {
	RELATION_A, /* a <type> b: Иванов works_at Ромашка */
	RELATION_TYPE,
	RELATION_B,
	RELATION_ROLE,
	RELATION_ACTIVE,
	RELATION_COMMON,
};

/* Title of a relation type read from the other end ("works_at" gives "employs"), translated. */
const char *relation_reverse_title(const char *type);

#endif
