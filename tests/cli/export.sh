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

it "names what an encoding cannot hold"
K export client --columns city --encoding cp1251 --filter name:Łąka
expect_exit 0
expect_err_has "characters are not in CP1251 and were written as ?" "Ł (U+0141)"

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
expect_err_has '"xml" is none of csv, json'
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
