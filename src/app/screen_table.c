/* The table that joins the rooms: which screen stands behind an id. */
#include "app/screen_table.h"

#include <string.h>

#include "panels.h"
#include "screens/card.h"
#include "screens/clients.h"
#include "screens/deal_card.h"
#include "screens/deals.h"
#include "screens/duplicates.h"
#include "screens/export_dialog.h"
#include "screens/find.h"
#include "screens/finish_task.h"
#include "screens/history.h"
#include "screens/import_wizard.h"
#include "screens/imports.h"
#include "screens/log_call.h"
#include "screens/lost_reason.h"
#include "screens/merge_form.h"
#include "screens/more.h"
#include "screens/print_dialog.h"
#include "screens/record_form.h"
#include "screens/records.h"
#include "screens/reports.h"
#include "screens/reschedule.h"
#include "screens/tasks.h"
#include "screens/today.h"
#include "screens/trash.h"

static const struct {
	const char *name;
	const struct screen_ops *ops;
} table[DESK_SCREEN_COUNT] = {
	[SCREEN_TODAY] = {"today", &today_screen},
	[SCREEN_CLIENTS] = {"clients", &clients_screen},
	[SCREEN_DEALS] = {"deals", &deals_screen},
	[SCREEN_TASKS] = {"tasks", &tasks_screen},
	[SCREEN_REPORTS] = {"reports", &reports_screen},
	[SCREEN_MORE] = {"more", &more_screen},
	[SCREEN_CARD] = {"card", &card_screen},
	[SCREEN_DEAL] = {"deal", &deal_card_screen},
	[SCREEN_FORM] = {"form", &record_form_screen},
	[SCREEN_LOG] = {"log", &log_call_screen},
	[SCREEN_FINISH] = {"finish", &finish_task_screen},
	[SCREEN_LOST] = {"lost", &lost_reason_screen},
	[SCREEN_DATE] = {"date", &reschedule_screen},
	[SCREEN_IMPORT] = {"import", &import_wizard_screen},
	[SCREEN_EXPORT] = {"export", &export_dialog_screen},
	[SCREEN_PRINT] = {"print", &print_dialog_screen},
	[SCREEN_HISTORY] = {"history", &history_screen},
	[SCREEN_TRASH] = {"trash", &trash_screen},
	[SCREEN_IMPORTS] = {"imports", &imports_screen},
	[SCREEN_RECORDS] = {"records", &records_screen},
	[SCREEN_FIND] = {"find", &find_screen},
	[SCREEN_DUPLICATES] = {"duplicates", &duplicates_screen},
	[SCREEN_MERGE] = {"merge", &merge_form_screen},
	[DESK_PALETTE] = {"palette", &palette_screen},
	[DESK_MENU] = {"menu", &menu_screen},
	[DESK_HELP] = {"help", &help_screen},
	[DESK_MESSAGES] = {"messages", &messages_screen},
	[DESK_SETTINGS] = {"settings", &settings_screen},
	[DESK_ABOUT] = {"about", &about_screen},
	[DESK_QUIT] = {"quit", &quit_screen},
	[DESK_BACKUP] = {"backup", &backup_screen},
	[DESK_DRAFT] = {"draft", &draft_screen},
};

const struct screen_ops *screen_table(int id)
{
	return table[id].ops;
}

const char *screen_table_name(int id)
{
	return table[id].name;
}

int screen_table_find(const char *name)
{
	for (int i = 0; i < DESK_SCREEN_COUNT; i++)
		if (table[i].name && !strcmp(table[i].name, name))
			return i;
	return SCREEN_NONE;
}
