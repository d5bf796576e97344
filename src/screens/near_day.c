/* Short words for days. */
#include "near_day.h"

#include "base/i18n.h"

enum { NEAR_DAYS = 99, NEAR_MONTH_DAYS = 30, NEAR_YEAR_DAYS = 365, NEAR_MONTHS = 24 };

void near_day_past(int32_t day, int32_t today, enum date_order order, struct buf *out)
{
	int ago = today - day;
	char text[64];

	if (ago <= 0) {
		date_format_near(day, today, order, text, sizeof text);
		buf_add(out, text);
	} else if (ago <= NEAR_DAYS) {
		/* T: so many days ago, in a narrow column */
		buf_addf(out, _("%d d"), ago);
	} else if (ago / NEAR_MONTH_DAYS < NEAR_MONTHS) {
		/* T: so many months ago, in a narrow column */
		buf_addf(out, _("%d mo"), ago / NEAR_MONTH_DAYS);
	} else {
		/* T: so many years ago, in a narrow column */
		buf_addf(out, _("%d y"), ago / NEAR_YEAR_DAYS);
	}
}

void near_day_due(
	int32_t day, int32_t today, enum date_order order, struct buf *out, enum role *role)
{
	char text[64];

	date_format_near(day, today, order, text, sizeof text);
	if (day <= today)
		buf_add(out, "! ");
	buf_add(out, text);
	*role = day < today ? ROLE_OVERDUE : day == today ? ROLE_TODAY : ROLE_NORMAL;
}
