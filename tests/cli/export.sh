# export: formats, encodings, guards, files.
. "$(dirname "$0")/lib.sh"

cat >clients.csv <<'X'
name,city,phone
Ромашка,Москва,+7 495 1234567
Łąka,Łódź,
=cmd|x,Opole,
X

it "writes CSV to standard output, with - and without"
K import company clients.csv
expect_exit 0
K export client --columns name,city,phone --order name
expect_exit 0
expect_out - <<'X'
id,name,city,phone
3,'=cmd|x,Opole,
2,Łąka,Łódź,
1,Ромашка,Москва,'+7 495 1234567
X
cp out first
K export client - --columns name,city,phone --order name
expect "both are the same" cmp first out

it "leaves formulas as they are with --raw, and an import takes the guard away"
K export client --columns name --raw --filter city:Opole
expect_out_has "3,=cmd|x"
K export client guarded.csv --columns name,city,phone
expect_exit 0
expect_out "guarded.csv: 3 records"
R --db other.db import company guarded.csv --match none
expect_exit 0
R --db other.db list client --columns name --filter city:Opole
expect_out_has "=cmd|x"
expect_out_lacks "'="

it "writes what the options say"
K export client --columns name,city --delimiter ';' --titles --filter name:Ромашка
expect_out - <<'X'
id;Name;City
1;Ромашка;Москва
X
K export client --columns name --delimiter tab --filter name:Ромашка
expect_out "$(printf 'id\tname\n1\tРомашка')"
K export client --columns name --bom --filter name:Ромашка
expect "a byte order mark" test "$(head -c 3 out | od -An -tx1 | tr -d ' \n')" = efbbbf
K export client --columns name --encoding cp1251 --filter name:Ромашка
expect "CP1251" test "$(tail -n 1 out | od -An -tx1 | tr -d ' \n')" = 312cd0eeece0f8eae00a

it "refuses what an encoding cannot hold and names it and its first record, unless told to replace"
K export client legacy.csv --columns city --encoding cp1251
expect_exit 3
expect_err_has "CP1251 lacks Ł (U+0141), ó (U+00F3), ź (U+017A); first in Client #2 \"Łąka\"" \
	"Nothing was written" "--replace"
expect "no file" test ! -e legacy.csv
K export client --columns city --encoding cp1251
expect_exit 3
expect_out ""
K export client legacy.csv --columns city --encoding cp1251 --filter name:Łąka --replace
expect_exit 0
expect_out "legacy.csv: 1 record"
expect_err_has "characters are not in CP1251 and were written as ?" "Ł (U+0141)"
expect_file_has legacy.csv '2,??d?'
K export client legacy.csv --force --columns city --encoding cp1250 --filter name:Łąka
expect_exit 0
expect "CP1250" test "$(tail -n 1 legacy.csv | od -An -tx1 | tr -d ' \n')" = 322ca3f3649f0a

it "writes dates as the file wants them, and an import reads them back"
K add task subject=Call due=2026-03-08
K export task --columns due_day --dates dmy
expect_out_has "1,08.03.2026"
K export task --columns due_day --dates MDY
expect_out_has "1,03/08/2026"
K export task --columns due_day
expect_out_has "1,2026-03-08"
K export task --dates ydm
expect_exit 2
expect_err_has '"ydm" is none of iso, dmy, mdy'

it "ends lines as Windows programs do when asked"
K export client --columns city --filter city:Opole --crlf
expect "CRLF" test "$(od -An -tx1 out | tr -d ' \n' | grep -o 0d0a | wc -l)" -eq 2

it "takes the format from the end of the name"
K export client x.tsv --columns name --filter city:Opole
expect_exit 0
expect_file_has x.tsv "$(printf "id\tname")"
K export client x.ndjson --columns name --filter city:Opole
expect_file_has x.ndjson '{"id":3,"version":1,"name":"=cmd|x"}'

it "writes a workbook that other programs read"
K export client book.xlsx --columns name,city,phone --order name
expect_exit 0
expect_out "book.xlsx: 3 records"
expect "private" test "$(stat -c %a book.xlsx)" = 600
if command -v xlsx2csv >/dev/null; then
	xlsx2csv book.xlsx >out 2>err
	expect_out_has "id,name,city,phone" "3,=cmd|x,Opole," "1,Ромашка,Москва,+7 495 1234567"
fi
K export client - --format xlsx --columns name
expect "a workbook in a pipe" test "$(head -c 2 out)" = PK
K export client book.xlsx --clipboard
expect_exit 2
K export client --clipboard --format xlsx
expect_exit 2
expect_err_has "a workbook is no text"

it "writes clients as vCards, and one of them with show"
K export client people.vcf --filter name:Ромашка
expect_exit 0
expect "one card" test "$(grep -c BEGIN:VCARD people.vcf)" -eq 1
expect_file_has people.vcf "VERSION:3.0" "FN:Ромашка"
K export client - --format vcf --vcard 4.0
expect "three cards" test "$(grep -c VERSION:4.0 out)" -eq 3
K show client 1 --vcard 3.0
expect_exit 0
expect_out_has "BEGIN:VCARD" "FN:Ромашка"
K show client 1 --vcard 4.0
expect_out_has "VERSION:4.0"
K export task tasks.vcf
expect_exit 2
expect_err_has "Only clients can be written as vCards"
expect "nothing is made" test ! -e tasks.vcf
K show product 1 --vcard 3.0
expect "not a client" test "$code" -ne 0
K show client 1 --vcard 2.1
expect_exit 2
expect_err_has '"2.1" is neither 3.0 nor 4.0'
K export client x.csv --vcard 4.0
expect_exit 2
K export client x.vcf --columns name
expect_exit 2

it "refuses options that the format has no use for"
K export client y.json --encoding cp1251
expect_exit 2
expect_err_has "--encoding: only CSV files have that"
K export client y.json --raw
expect_exit 2
expect "nothing was made" test ! -e y.json

it "names a record by number where its title is another one's too"
K add client name=Twin
K add client name=Twin
K add task subject=One client='#4'
K add task subject=Two client='#5'
K add task subject=Three client=Ромашка
K export task --columns subject,client --filter 'subject:One or subject:Two or subject:Three'
expect_out - <<'X'
id,subject,client
2,One,#4
3,Two,#5
4,Three,Ромашка
X

it "stops in peace when nobody reads on"
"$KARTOTEKA" --db "$DB" export client 2>"$T/err" | head -n 1 >"$T/out"
expect_out_has "id,name"
expect_err ""

it "sends to the clipboard of a terminal only"
setsid "$KARTOTEKA" --db "$DB" export client --clipboard </dev/null >"$T/out" 2>"$T/err"
code=$?
expect_exit 5
expect_err_has "there is no terminal"
K export client file.csv --clipboard
expect_exit 2

it "writes JSON"
K export client x.json --columns name
expect_exit 0
expect_file_has x.json '{"id":1,"version":1,"name":"Ромашка"}'
K export client --format json --columns name --filter name:Ромашка
expect_out '{"id":1,"version":1,"name":"Ромашка"}'

it "writes a decimal comma, and then no comma between cells"
K add product name=Box price=12.50
K export product --columns price --decimal ,
expect_out - <<'X'
id;price
1;12,50
X

it "makes a private file and replaces one only when forced"
expect "private" test "$(stat -c %a x.json)" = 600
K export client x.json
expect_exit 4
expect_err_has "x.json already exists" "--force"
K export client x.json --force --columns city
expect_exit 0
expect_file_has x.json '"city":"Москва"'
expect "nothing else is left" test "$(find . -name '*x.json*' | wc -l)" -eq 1

it "says where it cannot write"
K export client no/such/place.csv
expect_exit 5
expect_err "kartoteka: There is no directory no/such."
mkdir folder
K export client folder --force
expect_exit 5
K export client x.csv --format xml
expect_exit 2
expect_err_has '"xml" is none of csv, json, xlsx, vcf'
K export client x.csv --encoding latin9000
expect_exit 2
K export client x.csv --delimiter x
expect_exit 2
K export client x.csv --decimal x
expect_exit 2
K export client x.csv --bom --encoding cp1251
expect_exit 2
K export client x.csv --columns nmae
expect_exit 2
expect "nothing was made" test ! -e x.csv

it "exports no records as a header only"
K export deal --columns title
expect_exit 0
expect_out "id,title"

it "says when the disk is full"
if [ -w /dev/full ]; then
	"$KARTOTEKA" --db "$DB" export client >/dev/full 2>"$T/err"
	code=$?
	expect_exit 5
fi
