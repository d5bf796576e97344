# Help, unknown words, options in any place, exit codes of wrong usage.
. "$(dirname "$0")/lib.sh"

it "lists the commands"
R help
expect_exit 0
for c in demo import export list find show add set rm log due done move report undo redo history \
	backup restore check stats help version; do
	expect_out_has "  $c"
done
expect_out_has "Exit codes: 0 done, 1 nothing found, 2 wrong usage, 3 bad data in the input, 4 conflict"
expect_err ""

it "explains every command"
for c in demo import export list find show add set rm log due done move report undo redo history \
	backup restore check stats help version; do
	R help $c
	expect_exit 0
	expect_out_has "Usage: kartoteka $c" "Options:" "--db FILE"
	R $c --help
	expect_exit 0
	expect_out_has "Usage: kartoteka $c"
	R $c -h
	expect_exit 0
done
expect "help opens no office" test ! -e "$T/data"

it "names the fields of a kind"
R help import
expect_out_has "  --duplicates add|skip|update|off"
expect_out_has "  --correct LINE:COLUMN=TEXT"
R help deal
expect_exit 0
expect_out_has "expected_close" "; required" "kept by the program" "open, ongoing, hold, won, lost"
R help company
expect_out_has "Fields of client"
R help deals
expect_out_has "Fields of deal"

it "explains the filter language"
R help filter
expect_exit 0
expect_out_has "owner:me" "due_day<=today"

it "knows no such topic, and says which was meant"
R help filtr
expect_exit 2
expect_err 'kartoteka: help: nothing is called "filtr"; did you mean filter?'
R help zzzzzzzz
expect_exit 2
expect_err 'kartoteka: help: "zzzzzzzz" is neither a command nor a kind of record'

it "prints the version"
R version
expect_exit 0
expect_out_lines 1
expect_out_has "kartoteka "

it "suggests the command that was meant"
K lsit client
expect_exit 2
expect_out ""
expect_err 'kartoteka: there is no command "lsit"; did you mean list? kartoteka help lists all'
K foo
expect_err 'kartoteka: there is no command "foo"; kartoteka help lists all'
K zzzzzz
expect_exit 2
expect_err 'kartoteka: there is no command "zzzzzz"; kartoteka help lists all'

it "suggests the option that was meant, with the usage"
K list client --filtr x
expect_exit 2
expect_err - <<'X'
kartoteka: list has no option --filtr; did you mean --filter?
Usage: kartoteka list KIND [options]; see kartoteka help list
X
K list client -x
expect_exit 2
expect_err_has "list has no option -x; a word that begins with - goes behind --"

it "wants the value of an option, and none for a flag"
K list client --filter
expect_exit 2
expect_err_has "--filter needs a value: --filter FILTER"
K list client --json=yes
expect_exit 2
expect_err_has "--json takes no value"

it "says where global options belong"
K list client --lang ru
expect_exit 2
expect_err_has "--lang stands before the command"

it "counts the words"
K list
expect_exit 2
expect_err_has "list: something is missing" "Usage: kartoteka list KIND"
K show client 1 2
expect_exit 2
expect_err_has 'show: "2" is one word too many'
K redo 5
expect_exit 2

it "takes options anywhere, with = or a blank, and --db behind the command"
K add company name=Acme city=Opole
expect_exit 0
expect_out "#1 Acme"
R list --db "$DB" --columns=name client --filter city:Opole
expect_exit 0
expect_out - <<'X'
#  Name
1  Acme
X
R list client "--db=$DB" --columns name
expect_exit 0
expect_out_has Acme

it "ends options with --"
K add person -- name=--json
expect_exit 0
expect_out "#2 --json"
K find -- --json
expect_exit 0
expect_out_has "--json"

it "suggests the kind and the field that were meant"
K list clinet
expect_exit 2
expect_err 'kartoteka: there is no kind of record called "clinet"; did you mean client?'
K list qqqqqqqqqq
expect_exit 2
expect_err_has "the kinds are company, person, user, client"
K add company nmae=x
expect_exit 2
expect_err 'kartoteka: Client has no field "nmae"; did you mean name?'
K list client --columns name,ctiy
expect_exit 2
expect_err 'kartoteka: Client has no field "ctiy"; did you mean city?'
K list client --order ctiy
expect_exit 2
expect_err_has "did you mean city?"
K add company name=x qqqqqqqqqqqq=1
expect_exit 2
expect_err_has "see kartoteka help client"

it "points into a filter that is wrong"
K list client --filter 'city:Opole stge:won'
expect_exit 2
expect_err_has "stge" "    city:Opole stge:won" "               ^"

it "says that numbers must be numbers"
K list client --limit many
expect_exit 2
expect_err_has '--limit: "many" is not a number from 0 to'
K list client --limit -1
expect_exit 2

it "says when standard output is full"
if [ -w /dev/full ]; then
	"$KARTOTEKA" --db "$DB" list client >/dev/full 2>"$T/err"
	code=$?
	expect_exit 5
	expect_err_has "standard output"
	expect "it is said once" test "$(wc -l <"$T/err")" -eq 1
fi

it "ends without a word when the reader goes away"
i=0
while [ $i -lt 300 ]; do
	echo "Firm number $i,Opole"
	i=$((i + 1))
done >many.body
{ echo name,city && cat many.body; } >many.csv
K import company many.csv
expect_exit 0
"$KARTOTEKA" --db "$DB" export client 2>"$T/err" | head -n 1 >"$T/out"
expect_err ""
expect_out_has "id,name"

it "completes every command and option in every shell"
R --help
sed -n 's/^  \([a-z][a-z]*\) .*/\1/p' "$T/out" | sort -u >commands
expect "the help names the commands" grep -qx imports commands
for file in kartoteka.bash _kartoteka kartoteka.fish; do
	for c in $(cat commands); do
		grep -qw -e "$c" "$TREE/data/completions/$file" || why "$file lacks the command $c"
		R $c --help
		sed -n 's/^  --\([a-z-]*\).*/\1/p' "$T/out" >"$T/options"
		while read -r o; do
			grep -qE -e "(--|-l )$o\b" "$TREE/data/completions/$file" ||
				why "$file lacks --$o of $c"
		done <"$T/options"
	done
done
