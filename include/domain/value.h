/* One value of a record: empty, a number (dates, money, links, flags …) or text. */
#ifndef DOMAIN_VALUE_H
#define DOMAIN_VALUE_H

#include <stdbool.h>
#include <stdint.h>

struct value {
	bool set;    /* false: empty */
	int64_t num; /* numbers, days, minor units, seconds, minutes, row ids, 0/1 */
	char *text;  /* owned; NULL for numbers */
};

void value_clear(struct value *v);
void value_set_num(struct value *v, int64_t num);
void value_set_text(struct value *v, const char *s); /* "" and NULL make it empty */
void value_copy(struct value *to, const struct value *from);
bool value_equal(const struct value *a, const struct value *b);

#endif
