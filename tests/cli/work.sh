# log, due, done, move.
. "$(dirname "$0")/lib.sh"

it "has nothing due: exit code 1, no words"
K add company name="Ромашка" phone="+7 495 123-45-67"
K due
expect_exit 1
expect_out ""
expect_err ""

it "logs a call with its result and the next step, as one action"
K log Ромашка "Talked about boxes" --result "no answer" --next "Call again" --due "fri 14:30"
expect_exit 0
expect_out - <<'X'
#1 Talked about boxes
next: #1 Call again
X
K list interaction --json
expect_out_has '"subject":"Talked about boxes"' '"channel":"call"' '"direction":"out"' \
	'"result":"no_answer"' '"started_at":"2026-03-02T09:00:00Z"' '"client":{"id":1,"name":"Ромашка"}'
K list task --json
expect_out_has '"due_day":"2026-03-06","due_time":"14:30"' '"kind":"call"'
K show client 1 --json
expect_out_has '"last_contact_at":"2026-03-02T09:00:00Z","next_task_day":"2026-03-06"'
K undo
expect_exit 0
K list task
expect_exit 1
K list interaction
expect_exit 1
K redo
expect_exit 0

it "takes channel, direction, person, deal and a note from standard input"
K add person name="Иванов Пётр" parent=Ромашка
K add deal title=Boxes client=Ромашка
printf 'First line\nSecond line\n' | "$KARTOTEKA" --db "$DB" log 5-67 - --channel email \
	--direction in --person "Иванов Пётр" --deal Boxes >"$T/out" 2>"$T/err"
code=$?
expect_exit 0
expect_out "#2 First line"
K show interaction 2 --json
expect_out_has '"channel":"email"' '"direction":"in"' '"person":{"id":2' '"deal":{"id":1' \
	'First line\nSecond line'

it "refuses what it does not know"
K log Nobody x
expect_exit 1
K log Ромашка x --channel pigeon
expect_exit 2
expect_err_has '--channel: "pigeon" is none of call, email' 
K log Ромашка x --due whenever
expect_exit 2
expect_err_has '--due: "whenever" is not a date'
K list interaction --count
expect_out 2

it "takes a new result and says so"
K log Ромашка x --result "sent flowers"
expect_exit 0
expect_err 'kartoteka: "sent flowers" is new in the list of results'
K log Ромашка x --result "sent flowers"
expect_err ""

it "lists what is due, most urgent first, late ones marked"
K add task subject="Old" due_day=2026-02-20 client=Ромашка
K add task subject="Now" due_day=today due_time=09:30 kind=email
K add task subject="Later" due_day=2026-03-20
K due
expect_exit 0
expect_out - <<'X'
!  #2  10 d ago     Call    Ромашка  Old
   #3  today 09:30  E-mail           Now
X
K due --until 2026-03-31
expect_out_lines 4
K due --json
expect_out_lines 2
expect_out_has '"subject":"Now"'
K due --until someday
expect_exit 2

it "leaves other people's tasks to --all"
K add user name="Anna" login=anna-of-the-tests
K set task Old assignee=Anna
K due
expect_out_lines 1
K due --all
expect_out_lines 2
expect_out_has "Anna"
K set task Old assignee=me

it "completes a task with result and next step"
K done 2 --result reached --note "all is well" --next "Visit" --due +7d
expect_exit 0
expect_out "#2 Old: done"
K show task 2 --json
expect_out_has '"state":"done"' '"result":"reached"' '"completed_at":"2026-03-02T09:00:00Z"'
K list interaction --filter subject:Old --json
expect_out_has '"body":"all is well"'
K list task --filter subject:Visit --json
expect_out_has '"due_day":"2026-03-09"' '"client":{"id":1'
K done 2
expect_exit 4
expect_err 'kartoteka: The task "Old" is not open any more'
K done 77
expect_exit 1

it "undoes a completed task whole"
K undo
expect_exit 0
K show task 2 --json
expect_out_has '"state":"open"' '"completed_at":null'
K list task --filter subject:Visit
expect_exit 1

it "moves a deal by the name of a stage and by its class"
K move Boxes Proposal
expect_exit 0
expect_out "#1 Boxes: Proposal"
K move Boxes proposal
expect_out "#1 Boxes: is there already"
K move 1 won
expect_exit 0
K show deal Boxes --json
expect_out_has '"class":"won"' '"closed_at":"2026-03-02"' '"probability":100'

it "wants a reason for a lost deal"
K move Boxes lost
expect_exit 3
expect_err "kartoteka: A lost deal needs a reason"
K move Boxes lost --reason "because"
expect_exit 3
expect_err_has '--reason: "because" is none of the reasons:'
K move Boxes lost --reason price --note "too dear"
expect_exit 0
K show deal Boxes --json
expect_out_has '"class":"lost"' '"lost_reason":"price","lost_note":"too dear"' '"probability":0'
K move Boxes other-stage
expect_exit 3
K move nothing won
expect_exit 1
