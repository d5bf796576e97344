# import: modes, maps, failures, bad files.
. "$(dirname "$0")/lib.sh"

cat >firms.csv <<'X'
name,city,phone
Alfa,Opole,+48 22 111 22 33
Beta,Łódź,+48 22 111 22 44
X

it "shows the guess and exact counts in a dry run, and does nothing"
K import company firms.csv --dry-run
expect_exit 0
expect_out - <<'X'
Read as UTF-8, comma, with a header, dates ymd
  name → name
  city → city
  phone → phone
firms.csv: 2 rows: 2 created
Nothing is done yet: this was a dry run
X
expect_err ""
expect "no office was made" test ! -e "$DB"

it "imports, and says how to take it back"
K import company firms.csv
expect_exit 0
expect_out - <<'X'
Read as UTF-8, comma, with a header, dates ymd
firms.csv: 2 rows: 2 created
To take it back: kartoteka undo 2
X
K list company --count
expect_out 2

it "adds only, updates only, or both"
printf 'name,city,size\nAlfa,Opole,7\nGamma,Radom,9\n' >more.csv
K import company more.csv --dry-run
expect_out_has "2 rows: 1 created, 1 duplicate"
K import company more.csv --mode update --dry-run
expect_out_has "1 updated"
K import company more.csv --mode both
expect_exit 0
expect_out_has "2 rows: 1 created, 1 updated"
K import company more.csv --mode both --json
expect_exit 0
expect_out_has '"dry_run":false,"rows":2,"created":0,"updated":0,"unchanged":2,"duplicate":0,"failed":0' '"txn":null'
K list client --columns name,size --order name
expect_out - <<'X'
#  Name   Employees
1  Alfa           7
2  Beta
3  Gamma          9
X

it "never erases by an empty cell, unless asked"
printf 'name,city,size\nAlfa,Opole,\n' >empty-cell.csv
K import company empty-cell.csv --mode update
expect_out_has "1 unchanged"
K import company empty-cell.csv --mode update --erase-empty
expect_out_has "1 updated"
K list client --json --columns size --filter name:Alfa
expect_out_has '"size":null'

it "maps columns, constants and factors"
printf 'account,income\nDelta,1.5\n' >odd.csv
K import company odd.csv --map 'name=account,revenue=income*1000000' --map 'city==Warszawa'
expect_exit 0
K list client --json --columns name,city,revenue --filter name:Delta
expect_out_has '"city":"Warszawa","revenue":"1500000.00"'
K import company odd.csv --map nmae=account
expect_exit 2
expect_err_has 'kartoteka: Client has no field "nmae"; did you mean name?'
K import company odd.csv --map name=acount
expect_exit 2
expect_err_has 'The file has no column "acount"'
K import company odd.csv --map name
expect_exit 2

it "maps values from a file and from standard input"
printf 'name,status\nEta,klient\n' >st.csv
printf 'status: klient = active\n' >values.txt
K import company st.csv --values values.txt
expect_exit 0
K list client --json --columns status --filter name:Eta
expect_out_has '"status":"active"'
printf 'name,status\nTheta,klient\n' >st2.csv
"$KARTOTEKA" --db "$DB" import company st2.csv --values - <values.txt >out 2>err
code=$?
expect_exit 0
printf 'nonsense\n' >bad-values.txt
K import company st.csv --values bad-values.txt
expect_exit 3
expect_err_has "value map, line 1"
K import company - --values -
expect_exit 2
K import company st.csv --values none.txt
expect_exit 5

it "reads standard input"
"$KARTOTEKA" --db "$DB" import company - <firms.csv >out 2>err
code=$?
expect_exit 0
expect_out_has "standard input: 2 rows: 2 duplicates"

it "goes on after a bad row, names it, and gives exit code 3"
printf 'name,phone\nGood,+48 22 5\nBad,x\nAlso good,12345\n,55555\n' >bad.csv
K import company bad.csv --reject rejected.csv
expect_exit 3
expect_out_has "4 rows: 2 created, 2 failed" '  line 3: Bad: Phone: "x" is not a phone number' \
	"  line 5: : Name is missing" "The failed rows are in rejected.csv"
expect_file rejected.csv - <<'X'
name,phone,reason
Bad,x,"Phone: ""x"" is not a phone number"
,55555,Name is missing
X
K import company bad.csv --reject rejected.csv
expect_exit 4
K import company bad.csv --reject rejected.csv --force --json
expect_exit 3
expect_out_has '"failed":2' '{"line":3,"what":"Bad","reason":"Phone: \"x\" is not a phone number"}'

it "names links that lead nowhere, or makes them"
printf 'title,client,amount\nD1,Alfa,5\nD2,Nobody Ltd,6\n' >deals.csv
K import deal deals.csv --dry-run
expect_exit 3
expect_out_has "1 created, 1 failed" 'Client "Nobody Ltd" (1 row)'
K import deal deals.csv --create-missing
expect_exit 0
expect_out_has "2 created" "1 record made for a link"
K show client "Nobody Ltd" --json
expect_exit 0

it "reads other encodings, delimiters, dates and decimals"
printf '\357\273\277title;amount;opened_at\nQ1;1 234,50;03.04.25\n' >eu.csv
K import deal eu.csv --dates dmy
expect_exit 0
K list deal --json --columns amount,opened_at --filter title:Q1
expect_out_has '"amount":"1234.50","opened_at":"2025-04-03"'
printf 'name,city\n\320\356\354\340\370\352\340,\314\356\361\352\342\340\n' >cp.csv
K import company cp.csv --encoding cp1251
expect_exit 0
K list client --columns city --filter name:Ромашка
expect_out_has "Москва"
printf 'Kappa|Opole\n' >bar.csv
K import company bar.csv --no-header --delimiter '|' --map name=1,city=2
expect_exit 0
K list client --columns city --filter name:Kappa
expect_out_has "Opole"

it "stops at a stray quote with its place, and takes it when told"
printf 'name,city\nQuote "Q" firm,Opole\n' >stray.csv
K import company stray.csv
expect_exit 3
expect_err_has "stray.csv, line 2, column"
K import company stray.csv --lenient
expect_exit 0
K list client --columns name --filter name:Quote
expect_out_has 'Quote "Q" firm'

it "refuses what is no table, and makes no office for it"
: >nothing.csv
printf '\211PNG\r\n\032\n' >picture.csv
for f in nothing.csv picture.csv . ; do
	R --db new.db import company $f
	expect_exit 3
	expect_err_has "kartoteka: $f"
done
R --db new.db import company none.csv
expect_exit 5
expect_err_has "none.csv: No such file or directory"
expect "no office was made" test ! -e new.db

it "says what is wrong with the words"
K import company firms.csv --mode replace
expect_exit 2
expect_err_has '--mode: "replace" is none of add, update, both'
K import company firms.csv --dates sometimes
expect_exit 2
K import company firms.csv --encoding martian
expect_exit 2
K import company firms.csv --match colour
expect_exit 2
K import nothing firms.csv
expect_exit 2
K import company
expect_exit 2

it "a header alone is no rows"
printf 'name,city\n' >header.csv
K import company header.csv
expect_exit 0
expect_out_has "header.csv: 0 rows"
printf 'city\nOpole\n' >nameless.csv
K import company nameless.csv
expect_exit 3
expect_err_has 'No column gives "Name"'

it "can be stopped while it waits for standard input, and nothing happened"
mkfifo pipe
K list client --count
before=$(cat out)
"$KARTOTEKA" --db "$DB" import company - <pipe >out 2>err &
pid=$!
exec 3>pipe
printf 'name\nNever\n' >&3
# The log stands beside the office as long as somebody has it open.
tries=0
until [ -e "$DB-wal" ] || [ $tries -ge 1000000 ]; do
	tries=$((tries + 1))
done
kill -TERM $pid
wait $pid
code=$?
exec 3>&-
expect "it is stopped by the signal" test $code -eq 143
K list client --count
expect_out "$before"
