/*
 * A client of the office as a vCard: its own fields, further contact points and addresses, and where a person works (the first active
 * "works at" relation, with its role; else the parent client).
 *
 *     vc = vcard_client_new(o);
 *     for every client: vcard_client_fill(vc, r, &card, &err), vcard_out_card(out, card);
 *     vcard_client_free(vc);
 *
 * UID is the external id, else VCARD_CLIENT_UID and the client's number, which vcard_in does not take for an external id.
 */
#ifndef EXCHANGE_VCARD_CLIENT_H
#define EXCHANGE_VCARD_CLIENT_H

#include "base/err.h"
#include "domain/office.h"
#include "domain/record.h"
#include "exchange/vcard_out.h"

#define VCARD_CLIENT_UID "urn:x-kartoteka:client:"

struct vcard_client;

struct vcard_client *vcard_client_new(struct office *o);
void vcard_client_free(struct vcard_client *vc); /* NULL is fine */

/*
 * The card of a loaded client, without contact points that are marked invalid. *card points into vc and into r, until the next
 * call or a change of r. Costs three indexed look-ups. ST_BUSY, ST_CORRUPT, ST_IO.
 */
enum status vcard_client_fill(struct vcard_client *vc, const struct record *r,
	const struct vcard **card, struct err *err);

#endif
