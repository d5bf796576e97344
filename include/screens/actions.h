/*
 * The one list of everything a person can ask for. It gives the enum, the `:` command name, the default keys, menu and help
 * texts and the key section of kartoteka(1). A test holds that every action has help and no key stands twice in one context.
 *
 *     X(id, "name", "keys", contexts, title, help)
 */
#ifndef SCREENS_ACTIONS_H
#define SCREENS_ACTIONS_H

#include "base/i18n.h"

enum action_context {
	CTX_GLOBAL = 1 << 0, /* everywhere except in text fields */
	CTX_LIST = 1 << 1,   /* any list of records */
	CTX_CLIENTS = 1 << 2,
	CTX_CARD = 1 << 3,
	CTX_DEALS = 1 << 4,
	CTX_TASKS = 1 << 5,
	CTX_TODAY = 1 << 6,
	CTX_REPORTS = 1 << 7,
	CTX_IMPORT = 1 << 8,
	CTX_HISTORY = 1 << 9,
	CTX_DEAL = 1 << 10,
	CTX_RECORDS = 1 << 11,
	CTX_MENU = 1 << 12, /* lines to choose from */
	CTX_DUPLICATES = 1 << 13,
	CTX_CLIENTISH = CTX_CLIENTS | CTX_CARD | CTX_DEAL | CTX_DEALS | CTX_TASKS |
			CTX_TODAY, /* a client is under the cursor */
	CTX_TASKISH = CTX_TASKS | CTX_TODAY | CTX_CARD | CTX_DEAL,
	CTX_RECORD = CTX_CLIENTISH | CTX_RECORDS,
	/* a cursor goes up and down */
	CTX_LINES = CTX_LIST | CTX_RECORD | CTX_REPORTS | CTX_HISTORY | CTX_MENU | CTX_DUPLICATES,
};

/* clang-format off */
#define ACTIONS(X) \
	X(ACT_HELP, "help", "F1,?", CTX_GLOBAL, N_("Help"), N_("Explain this screen and its keys")) \
	X(ACT_MENU, "menu", "F2,Alt-m", CTX_GLOBAL, N_("Menu"), N_("Everything that can be done here, with its key")) \
	X(ACT_PALETTE, "palette", "Ctrl-P,:", CTX_GLOBAL, N_("Commands"), N_("Find any action by its name and run it")) \
	X(ACT_FIND, "find", "Ctrl-K,f", CTX_GLOBAL, N_("Find"), N_("Find a client, deal or task anywhere")) \
	X(ACT_TODAY, "today", "1", CTX_GLOBAL, N_("Today"), N_("Go to today's work")) \
	X(ACT_CLIENTS, "clients", "2", CTX_GLOBAL, N_("Clients"), N_("Go to the list of clients")) \
	X(ACT_DEALS, "deals", "3", CTX_GLOBAL, N_("Deals"), N_("Go to the deal board")) \
	X(ACT_TASKS, "tasks", "4", CTX_GLOBAL, N_("Tasks"), N_("Go to the agenda of tasks")) \
	X(ACT_REPORTS, "reports", "5", CTX_GLOBAL, N_("Reports"), N_("Go to the reports")) \
	X(ACT_MORE, "more", "6", CTX_GLOBAL, N_("More"), N_("Import, export, history, trash, lists and settings")) \
	X(ACT_UNDO, "undo", "u", CTX_GLOBAL, N_("Undo"), N_("Take back your last action, imports included")) \
	X(ACT_REDO, "redo", "Ctrl-R", CTX_GLOBAL, N_("Redo"), N_("Do again what you last took back")) \
	X(ACT_HISTORY, "history", "H", CTX_GLOBAL, N_("History"), N_("List past actions; any of them can be taken back")) \
	X(ACT_IMPORT, "import", "", CTX_GLOBAL, N_("Import"), N_("Bring in a file: CSV, Excel, vCard")) \
	X(ACT_DUPLICATES, "duplicates", "", CTX_GLOBAL, N_("Duplicates"), N_("Find clients that are there twice, and merge them")) \
	X(ACT_IMPORTS, "imports", "", CTX_GLOBAL, N_("Imports"), N_("What was imported, from which file; take an import back")) \
	X(ACT_TRASH, "trash", "", CTX_GLOBAL, N_("Trash"), N_("What was deleted; restore it")) \
	X(ACT_MESSAGES, "messages", "", CTX_GLOBAL, N_("Messages"), N_("Read past messages again")) \
	X(ACT_BACKUP, "backup", "", CTX_GLOBAL, N_("Backup"), N_("Write a verified copy of the office file")) \
	X(ACT_SETTINGS, "settings", "", CTX_GLOBAL, N_("Settings"), N_("Every option with its value")) \
	X(ACT_ABOUT, "about", "", CTX_GLOBAL, N_("About"), N_("Version, office file and terminal")) \
	X(ACT_MOUSE, "mouse", "Alt-M", CTX_GLOBAL, N_("Mouse"), N_("Switch the mouse on or off (off: the terminal selects)")) \
	X(ACT_REDRAW, "redraw", "Ctrl-L", CTX_GLOBAL, N_("Redraw"), N_("Draw the screen again")) \
	X(ACT_SUSPEND, "suspend", "Ctrl-Z", CTX_GLOBAL, N_("Suspend"), N_("Stop the program; `fg` continues it")) \
	X(ACT_BACK, "back", "Esc,Backspace,h", CTX_GLOBAL, N_("Back"), N_("One step back; a filter is cleared first")) \
	X(ACT_CLOSE, "close", "q,F10", CTX_GLOBAL, N_("Close"), N_("Close this screen; at the top, quit")) \
	X(ACT_QUIT, "quit", "Ctrl-Q,Ctrl-C", CTX_GLOBAL, N_("Quit"), N_("Leave the program")) \
	X(ACT_OPEN, "open", "Enter,F3,l", CTX_LINES, NC_("action", "Open"), N_("Open what is under the cursor")) \
	X(ACT_NEW, "new", "F7,a", CTX_LIST | CTX_RECORD, NC_("action", "New"), N_("Make a new record of the kind shown")) \
	X(ACT_EDIT, "edit", "F4,e", CTX_RECORD, N_("Edit"), N_("Change the fields of this record")) \
	X(ACT_DELETE, "delete", "F8,D", CTX_RECORD, N_("Delete"), N_("Move to the trash; undo brings it back")) \
	X(ACT_LOG, "log", "c", CTX_CLIENTISH, N_("Log call"), N_("Write down a call: result, note and next step in one")) \
	X(ACT_NOTE, "note", "F6,o", CTX_CLIENTISH, N_("Note"), N_("Add a dated note to the history")) \
	X(ACT_TASK, "task", "F5,t", CTX_CLIENTISH, N_("Task"), N_("New task or follow-up for this client")) \
	X(ACT_NEW_DEAL, "deal", "d", CTX_CLIENTISH, N_("New deal"), N_("New deal for this client")) \
	X(ACT_NEW_PERSON, "person", "p", CTX_CARD, N_("New person"), N_("New person who works at this company")) \
	X(ACT_DONE, "done", "x", CTX_TASKISH, NC_("action", "Done"), N_("Complete the task: result and next step")) \
	X(ACT_RESCHEDULE, "reschedule", "X", CTX_TASKISH, N_("Reschedule"), N_("Give the task another day: +1d, fri, 15.3")) \
	X(ACT_FILTER, "filter", "F9,/", CTX_LIST, N_("Filter"), N_("Filter the list as you type; Esc clears")) \
	X(ACT_SORT, "sort", "s", CTX_LIST, N_("Sort"), N_("Order by the next column")) \
	X(ACT_REVERSE, "reverse", "S", CTX_LIST, N_("Reverse"), N_("Reverse the order")) \
	X(ACT_MARK, "mark", "Space,Insert", CTX_LIST, N_("Mark"), N_("Mark this row for a common action")) \
	X(ACT_MARK_ALL, "mark_all", "*", CTX_LIST, N_("Mark all"), N_("Mark all rows loaded, or none")) \
	X(ACT_MERGE, "merge", "M", CTX_CLIENTS | CTX_RECORDS | CTX_CARD | CTX_DUPLICATES, N_("Merge"), N_("Make one of the marked records, or of this one and its duplicates")) \
	X(ACT_UNMERGE, "unmerge", "U", CTX_CLIENTS | CTX_RECORDS | CTX_CARD, N_("Un-merge"), N_("Take the last merge of this record apart again")) \
	X(ACT_DIFFERENT, "different", "n", CTX_DUPLICATES, N_("No duplicates"), N_("Say that these are different; they are not shown again")) \
	X(ACT_EXPORT, "export", "E", CTX_LIST | CTX_REPORTS | CTX_CARD | CTX_DEAL, N_("Export"), N_("Write what is shown to a file or to the terminal's clipboard")) \
	X(ACT_PRINT, "print", "P", CTX_LIST | CTX_REPORTS | CTX_CARD | CTX_DEAL, N_("Print"), N_("On paper or as a PDF file: this list, report or card; address labels")) \
	X(ACT_COPY, "copy", "y", CTX_RECORD | CTX_REPORTS, N_("Copy"), N_("Send this record's text, or the report, to the terminal's clipboard")) \
	X(ACT_UP, "up", "k", CTX_LINES, N_("Up"), N_("One line up (arrow keys too)")) \
	X(ACT_DOWN, "down", "j", CTX_LINES, N_("Down"), N_("One line down")) \
	X(ACT_TOP, "top", "g", CTX_LINES, N_("First"), N_("First line (Home)")) \
	X(ACT_BOTTOM, "bottom", "G", CTX_LINES, NC_("action", "Last"), N_("Last line (End)")) \
	X(ACT_NEXT_PANE, "next_pane", "Tab", CTX_GLOBAL, N_("Next panel"), N_("To the next panel")) \
	X(ACT_PREV_PANE, "prev_pane", "Shift-Tab", CTX_GLOBAL, N_("Previous panel"), N_("To the previous panel")) \
	X(ACT_ZOOM, "zoom", "z,+", CTX_CARD | CTX_REPORTS, N_("Zoom"), N_("This panel over the whole screen, and back")) \
	X(ACT_PREV_RECORD, "prev_record", "[", CTX_CARD | CTX_DEAL, N_("Previous"), N_("Previous record of the list")) \
	X(ACT_NEXT_RECORD, "next_record", "]", CTX_CARD | CTX_DEAL, NC_("action", "Next"), N_("Next record of the list")) \
	X(ACT_MOVE_LEFT, "stage_back", "<", CTX_DEALS | CTX_DEAL, N_("Stage back"), N_("Move the deal to the stage before")) \
	X(ACT_MOVE_RIGHT, "stage_on", ">", CTX_DEALS | CTX_DEAL, N_("Stage on"), N_("Move the deal to the next stage")) \
	X(ACT_WON, "won", "W", CTX_DEALS | CTX_DEAL, NC_("action", "Won"), N_("The deal is won")) \
	X(ACT_LOST, "lost", "L", CTX_DEALS | CTX_DEAL, NC_("action", "Lost"), N_("The deal is lost; asks for the reason")) \
	X(ACT_BOARD, "board", "b", CTX_DEALS, N_("Board/list"), N_("Switch between board and list")) \
	X(ACT_MINE, "mine", "m", CTX_DEALS | CTX_TASKS | CTX_TODAY, N_("Mine/all"), N_("Only mine, or everybody's")) \
	X(ACT_PERIOD, "period", "v", CTX_REPORTS, N_("Period"), N_("Choose the period")) \
	X(ACT_EARLIER, "earlier", "[", CTX_REPORTS, N_("Earlier"), N_("The period before")) \
	X(ACT_LATER, "later", "]", CTX_REPORTS, N_("Later"), N_("The period after")) \
	X(ACT_CUT, "cut", "c", CTX_REPORTS, N_("Cut"), N_("Group by something else")) \
	X(ACT_REPORT_FILTER, "report_filter", "F9,/", CTX_REPORTS, N_("Filter"), N_("Only records that match")) \
	X(ACT_RESTORE, "restore", "r", CTX_HISTORY, N_("Restore"), N_("Bring back what is under the cursor")) \
	X(ACT_UNDO_THIS, "undo_this", "U", CTX_HISTORY, N_("Undo this"), N_("Take back the action under the cursor")) \
	X(ACT_IMPORT_NEXT, "import_next", "n", CTX_IMPORT, N_("Next step"), N_("Go on with the import")) \
	X(ACT_IMPORT_ENCODING, "import_encoding", "e", CTX_IMPORT, N_("Encoding"), N_("Read the file in the next encoding")) \
	X(ACT_IMPORT_DELIMITER, "import_delimiter", "d", CTX_IMPORT, N_("Delimiter"), N_("What stands between the cells: comma, semicolon, tab or bar")) \
	X(ACT_IMPORT_TITLES, "import_titles", "t", CTX_IMPORT, N_("Title row"), N_("Does the first row name the columns?")) \
	X(ACT_IMPORT_QUOTE, "import_quote", "\"", CTX_IMPORT, N_("Quotes"), N_("Are cells in quotation marks?")) \
	X(ACT_IMPORT_DECIMAL, "import_decimal", "s", CTX_IMPORT, N_("Decimal sign"), N_("How numbers are written: with a point or a comma")) \
	X(ACT_IMPORT_DATES, "import_dates", "a", CTX_IMPORT, N_("Dates"), N_("How dates are written: day, month or year first")) \
	X(ACT_IMPORT_LENIENT, "import_lenient", "x", CTX_IMPORT, N_("Read on"), N_("Take stray quotation marks and wrong bytes as they stand")) \
	X(ACT_IMPORT_IGNORE, "import_ignore", "i", CTX_IMPORT, N_("Leave out"), N_("Do not bring in this column")) \
	X(ACT_IMPORT_FACTOR, "import_factor", "*", CTX_IMPORT, N_("Multiply"), N_("Multiply the numbers of this column (thousands, millions)")) \
	X(ACT_IMPORT_CONSTANT, "import_constant", "=", CTX_IMPORT, N_("Same for all"), N_("Give one field the same value in every row")) \
	X(ACT_IMPORT_MATCH, "import_match", "m", CTX_IMPORT, N_("Match"), N_("By which field a row is known as a record that is here already")) \
	X(ACT_IMPORT_SHEET, "import_sheet", "v", CTX_IMPORT, N_("Sheet"), N_("Read the next sheet of the workbook")) \
	X(ACT_IMPORT_PROFILE, "import_profile", "p", CTX_IMPORT, N_("Known mapping"), N_("Take or drop the mapping that is known for such a file")) \
	X(ACT_IMPORT_SIMILAR, "import_similar", "z", CTX_IMPORT, N_("Look-alikes"), N_("What becomes of new rows that resemble a client that is here")) \
	X(ACT_IMPORT_CELL, "import_cell", "w", CTX_IMPORT, N_("Correct a cell"), N_("Write another text for a cell of a row that fails")) \
	X(ACT_IMPORT_MODE, "import_mode", "o", CTX_IMPORT, N_("Mode"), N_("Add new records, update those that are here, or both")) \
	X(ACT_IMPORT_BLANKS, "import_blanks", "b", CTX_IMPORT, N_("Empty cells"), N_("Does an empty cell empty the field of a record that is here?")) \
	X(ACT_IMPORT_CREATE, "import_create", "c", CTX_IMPORT, N_("Make"), N_("Make the record that this text names")) \
	X(ACT_IMPORT_CREATE_ALL, "import_create_all", "C", CTX_IMPORT, N_("Make all"), N_("Make every record that is named and not there"))
/* clang-format on */

enum action_id {
#define X(id, name, keys, contexts, title, help) id,
	ACTIONS(X)
#undef X
		ACTION_COUNT
};

#endif
