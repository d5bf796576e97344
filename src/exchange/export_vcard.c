/* vCards: a card a client, with everything that belongs to it. The columns do not matter. */
#include <stdlib.h>

#include "base/mem.h"
#include "exchange/vcard_client.h"
#include "export_run.h"

struct vcard_state {
	struct vcard_client *client;
	struct vcard_out *out;
};

static enum status vcard_open(struct export_run *run, FILE *f, struct err *err)
{
	struct vcard_state *s;

	if (run->kind->id != KIND_CLIENT)
		return err_set(err, ST_USAGE, _("Only clients can be written as vCards"));
	s = mem_alloc(sizeof(*s));
	s->client = vcard_client_new(run->o);
	s->out = vcard_out_new(f, run->req->vcard);
	run->state = s;
	return ST_OK;
}

static enum status vcard_row(struct export_run *run, const struct record *r, struct err *err)
{
	struct vcard_state *s = run->state;
	const struct vcard *card;
	enum status st = vcard_client_fill(s->client, r, &card, err);

	if (!st)
		vcard_out_card(s->out, card);
	return st;
}

static enum status vcard_close(struct export_run *run, enum status st, struct err *err)
{
	struct vcard_state *s = run->state;
	enum status end = vcard_out_finish(s->out, st ? NULL : err);

	vcard_client_free(s->client);
	free(s);
	return st ? st : end;
}

const struct export_sink export_vcard_sink = {
	.open = vcard_open,
	.row = vcard_row,
	.close = vcard_close,
	.whole = true,
};
