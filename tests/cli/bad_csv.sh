# CSV files that are empty, cut, enormous, of two encodings or no text: a sentence with the line, exit code 3, and an office as it
# was, whatever came before the fault.
. "$(dirname "$0")/lib.sh"

K add company name=Kept
K history --json
cp out actions

# as_before: no record, no action to undo, nothing half written.
as_before() {
	K list client --count
	expect_out 1
	K history --json
	expect "no action was added" cmp out actions
	expect "nothing is left beside" test "$(find . -name '*.tmp*' | wc -l)" -eq 0
}

# refused FILE SENTENCE [OPTIONS]: the import and its dry run say it, from a file and through a pipe.
refused() {
	file=$1 sentence=$2
	shift 2
	K import company "$file" "$@"
	expect_exit 3
	expect_out ""
	expect_err "kartoteka: $file$sentence"
	K import company "$file" --dry-run "$@"
	expect_exit 3
	expect_err "kartoteka: $file$sentence"
	"$KARTOTEKA" --db "$DB" import company - "$@" <"$file" >out 2>err
	code=$?
	expect_exit 3
	expect_err "kartoteka: standard input$sentence"
	as_before
}

# rows N: that many good rows
rows() {
	awk -v n="$1" 'BEGIN { for (i = 1; i <= n; i++) printf "Firm %d,Opole\n", i }'
}

# letters N
letters() {
	head -c "$1" /dev/zero | tr '\0' x
}

it "refuses an empty file, and one of blank lines or commas only"
: >empty.csv
refused empty.csv " is empty."
printf '\n\n\r\n' >blank.csv
refused blank.csv " has no rows."
printf '\357\273\277' >mark.csv
refused mark.csv " has no rows."
printf ',,,\n,,,\n' >commas.csv
K import company commas.csv
expect_exit 3
expect_err_has 'No column gives "Name"'
as_before

it "takes a header alone for no rows"
printf 'name,city\n' >header.csv
K import company header.csv
expect_exit 0
expect_out_has "header.csv: 0 rows"
printf 'name,city' >header.csv
K import company header.csv
expect_exit 0
as_before

it "names the line of a quotation mark that is never closed"
{
	printf 'name,city\n'
	rows 3000
	printf '"Open,Opole\nBehind,Radom\n'
} >open.csv
refused open.csv ", line 3002: a quotation mark opens a cell here and is never closed."
{
	printf 'name,city\n"Open,Opole\n'
	rows 3000
	printf 'A "stray" one,Radom\n'
} >swallowed.csv
K import company swallowed.csv
expect_exit 3
expect_err_has "swallowed.csv, line 3003, column 4" "The cell begins on line 2"
as_before

it "refuses ten thousand columns"
awk 'BEGIN { for (i = 1; i <= 10000; i++) printf "c%d,", i; print "name" }' >wide.csv
refused wide.csv ", line 1: the row has more than 1024 columns. Is the delimiter right?"
{
	printf 'name,city\n'
	rows 1000
	tr 'a-z0-9' x <wide.csv
} >wide-row.csv
refused wide-row.csv ", line 1002: the row has more than 1024 columns. Is the delimiter right?"

it "takes a thousand columns"
{
	awk 'BEGIN { for (i = 1; i < 1024; i++) printf "c%d,", i; print "name" }'
	awk 'BEGIN { for (i = 1; i < 1024; i++) printf "v,"; print "Wide" }'
} >many.csv
K import company many.csv --dry-run
expect_exit 0
expect_out_has "1 row: 1 created"

it "refuses a field of 50 MB, and needs little memory for it"
{
	printf 'name,city\n'
	rows 100
	printf '"'
	letters 50000000
	printf '",Opole\n'
} >huge.csv
refused huge.csv ", line 102: the cell that begins here is longer than 1 MiB. Perhaps a quotation mark was never closed, or this is no table."
letters 50000000 >one-line.csv
refused one-line.csv ", line 1: the cell that begins here is longer than 1 MiB. Perhaps a quotation mark was never closed, or this is no table."
# A sanitizer needs its own memory, terabytes of address space.
if ! LC_ALL=C grep -q __asan_init "$KARTOTEKA"; then
	(
		# One heap: those of further threads reserve address space that nobody uses.
		export MALLOC_ARENA_MAX=1
		ulimit -v 120000
		exec "$KARTOTEKA" --db "$DB" import company huge.csv >out 2>err
	)
	code=$?
	expect_exit 3
fi
{
	printf 'name,city\n'
	for i in 1 2 3 4 5; do
		letters 1000000
		printf ','
	done
	printf '\n'
} >long-row.csv
refused long-row.csv ", line 2: the row that begins here is longer than 4 MiB."
rm -f huge.csv one-line.csv

it "names a text that is too long for its field, and goes on"
{
	printf 'name,notes\nLong,'
	letters 900000
	printf '\nShort,x\n'
} >long.csv
K import company long.csv --dry-run
expect_exit 3
expect_out_has "2 rows: 1 created, 1 failed" "line 2: Long: Notes is too long: at most 100000 characters"

it "refuses NUL characters"
printf 'name,city\nAlfa,Op\0ole\n' >nul.csv
refused nul.csv ", line 2, column 8: a NUL character. The file is damaged or its encoding is not UTF-8."
{
	printf 'name,city\n'
	rows 5000
	printf 'Be\0ta,Radom\n'
} >late-nul.csv
refused late-nul.csv ", line 5002, column 3: a NUL character. The file is damaged or its encoding is not UTF-8."
head -c 5000 /dev/zero >zeroes.csv
refused zeroes.csv " is not text."

it "refuses a file of two encodings, at the line where the second begins"
utf8='Ромашка,Москва'
cp1251=$(printf '\322\345\361\362,\314\356\361\352\342\340')
printf 'name,city\n%s\n%s\n' "$utf8" "$cp1251" >mixed.csv
refused mixed.csv ", line 3, column 1: Byte 38 of the file (0xD2) is not UTF-8 text."
printf 'name,city\n%s\n%s\n%s\n%s\n%s\n' "$cp1251" "$cp1251" "$cp1251" "$utf8" "$cp1251" >mixed-2.csv
refused mixed-2.csv ", line 2, column 1: Byte 10 of the file (0xD2) is not UTF-8 text."
{
	printf 'name,city\n'
	rows 20000
	printf '%s\n%s\n' "$utf8" "$cp1251"
} >mixed-3.csv
K import company mixed-3.csv
expect_exit 3
expect_err_has "mixed-3.csv, line 20003, column 1" "is not UTF-8 text"
as_before
printf '\377\376n\0a\0m\0e\0\n\0A\0\n' >cut16.csv
refused cut16.csv ", line 2, column 2: The file ends in the middle of a character. It is cut off or damaged."

it "takes the encoding that a person names"
K import company mixed.csv --encoding cp1251 --dry-run
expect_exit 0
expect_out_has "Read as CP1251" "2 rows: 2 created"

it "refuses what is no text"
head -c 100000 /dev/urandom >noise.csv
K import company noise.csv
expect_exit 3
expect_err_has "kartoteka: noise.csv"
as_before
cp "$DB" office.csv
K import company office.csv
expect_exit 3
expect_err_has "kartoteka: office.csv"
as_before
cp "$KARTOTEKA" program.csv
K import company program.csv
expect_exit 3
expect_err_has "kartoteka: program.csv"
as_before

it "leaves no file of rejected rows when the file cannot be read to its end"
{
	printf 'name,phone\n'
	awk 'BEGIN { for (i = 1; i <= 2000; i++) print "Bad " i ",x" }'
	printf '"Open,1\n'
} >half.csv
K import company half.csv --reject rejected.csv
expect_exit 3
expect_err_has "half.csv, line 2002"
expect "no file of rejected rows" test ! -e rejected.csv
as_before

it "cleans controls and escapes of cells"
esc=$(printf '\033')
printf 'name,city,notes\n"A%s[31mB\aC",D\b,"line one\r\nline %s[0m two"\n' "$esc" "$esc" >controls.csv
K import company controls.csv
expect_exit 0
K list client --json --columns name,city,notes --filter city:D
expect_out '{"id":2,"version":1,"name":"A[31mBC","city":"D","notes":"line one\nline [0m two"}'
K undo
expect_exit 0
