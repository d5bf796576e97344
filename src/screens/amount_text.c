/* Amounts for narrow columns. */
#include "amount_text.h"

#include "base/money.h"

void amount_text(const struct screen_env *env, const struct record *r, int field, struct buf *out)
{
	const char *currency = record_currency(env->office, r);
	int64_t amount = record_num(r, field), unit = 1;
	int digits = money_digits(currency);
	char text[64];

	if (!record_has(r, field))
		return;
	for (int i = 0; i < digits; i++)
		unit *= 10;
	if (amount % unit == 0)
		money_format(amount / unit, 0, env->decimal, text, sizeof text);
	else
		money_format(amount, digits, env->decimal, text, sizeof text);
	buf_addf(out, "%s %s", text, currency);
}
