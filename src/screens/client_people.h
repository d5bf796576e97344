/* Whom a client is related to: the people of a company, the companies of a person, and every other relation. */
#ifndef SCREENS_CLIENT_PEOPLE_H
#define SCREENS_CLIENT_PEOPLE_H

#include <stdbool.h>
#include <stdint.h>

#include "domain/office.h"

struct client_person {
	int64_t id, relation;
	char *name, *phone;
	char *what;      /* role, or the relation read from this client: "Works at"; may be "" */
	bool is_person;  /* not a company */
	bool works_here; /* works at the client asked for */
};

struct client_people {
	struct client_person *items;
	int n;
};

/* People who work here first, then by name of relation as they were entered; at most 60 of each direction. */
void client_people_load(struct office *o, int64_t client_id, struct client_people *out);
void client_people_release(struct client_people *p);

#endif
