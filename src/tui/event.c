/* Small questions about events. */
#include "tui/event.h"

bool event_is(const struct event *ev, uint32_t key, unsigned mods)
{
	return ev->kind == EVENT_KEY && ev->key == key && ev->mods == mods;
}

bool event_is_text(const struct event *ev)
{
	return ev->kind == EVENT_KEY && ev->key >= ' ' && ev->key < K_ENTER && ev->key != 0x7f &&
	       !(ev->key >= 0x80 && ev->key < 0xa0) && (ev->mods & (MOD_ALT | MOD_CTRL)) == 0;
}
