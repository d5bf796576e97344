/* A task as a line of a panel. */
#include "task_item.h"

#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "domain/task.h"
#include "near_day.h"

void task_item(const struct screen_env *env, const struct record *task, struct card_item *item)
{
	int64_t time = record_num(task, TASK_DUE_TIME);

	item->kind = KIND_TASK;
	item->id = task->id;
	item->open = strcmp(record_text(task, TASK_STATE), "open") == 0;
	if (item->open && record_has(task, TASK_DUE_DAY)) {
		near_day_due((int32_t)record_num(task, TASK_DUE_DAY), clock_today(),
			env->date_order, &item->left, &item->role);
	} else if (!item->open) {
		item->role = ROLE_GOOD;
		buf_add(&item->left, "✓ ");
		if (record_has(task, TASK_COMPLETED_AT))
			near_day_past(date_of_instant(record_num(task, TASK_COMPLETED_AT), NULL),
				clock_today(), env->date_order, &item->left);
	}
	buf_add(&item->text, record_text(task, TASK_SUBJECT));
	if (item->open && record_has(task, TASK_DUE_TIME))
		buf_addf(&item->right, "%02d:%02d", (int)(time / 60), (int)(time % 60));
}
