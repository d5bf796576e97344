# import: columns that become more than a field, sheets, corrections, look-alikes, doubts.
. "$(dirname "$0")/lib.sh"

cat >people.csv <<'X'
ФИО;Мобильный;Телефон;E-mail;E-mail 2;Компания;Должность;address.billing.city;custom:Размер:number
Иванов Пётр Сергеевич;+7 916 111 22 33;+7 495 222 33 44;p@x.ru;q@x.ru;ООО Ромашка;директор;Москва;42
Анна Сергеевна Рабинович;;;a@x.ru;;ООО Ромашка;бухгалтер;;7
X

it "tells the targets of a dry run, and makes no office"
TMPDIR=$T K import person people.csv --dry-run
expect_exit 0
expect_out - <<'X'
Read as UTF-8, semicolon, with a header, dates ymd
  ФИО → full_name
  Мобильный → mobile
  Телефон → phone
  E-mail → email
  E-mail 2 → email.2
  Компания → employer
  Должность → job_title
  address.billing.city → address.billing.city
  custom:Размер:number → custom:Размер:number
people.csv: 2 rows: 2 created
1 record made for a link
Named by links and made:
  Client "ООО Ромашка" (1 row)
Nothing is done yet: this was a dry run
X
expect "no office was made" test ! -e "$DB"
expect "nothing is left of the trial" test -z "$(ls -d "$T"/kartoteka.?????? 2>/dev/null)"

it "writes names, numbers, addresses, employers and new fields in one action"
K import person people.csv
expect_exit 0
expect_out_has "2 rows: 2 created" "1 record made for a link"
K list client --json --columns last_name,first_name,middle_name,razmer --filter name:Рабинович
expect_out_has '"last_name":"Рабинович","first_name":"Анна","middle_name":"Сергеевна","razmer":7'
K list contact_point --columns kind,value
expect_out_has "+7 916 111 22 33" "q@x.ru"
K list relation
expect_out_has "директор" "бухгалтер"
K list address
expect_out_has "Москва"

it "changes nothing the second time"
K import person people.csv --mode both
expect_exit 0
expect_out_has "2 rows: 2 unchanged"
expect_out_lacks "To take it back"
K import person people.csv
expect_out_has "2 rows: 2 duplicates"

it "takes all of it back"
K undo
expect_exit 0
K list client --count
expect_out 0
K list custom_field --count
expect_out 0

it "maps columns to targets by name, and says which there are not"
printf 'n,a,b\nAlfa,111 22,333 44\n' >odd.csv
K import company odd.csv --map 'name=n,phone=a,fax=b'
expect_exit 0
K list contact_point --columns kind,value
expect_out_has "Fax" "333 44"
K import company odd.csv --map 'name=n,telex=a'
expect_exit 2
expect_err_has 'Client has no field "telex"'
K import company odd.csv --map 'name=n,fax==1'
expect_exit 2
expect_err_has '"fax" cannot be the same in every row'

it "reads cells as they were set right"
printf 'name,size\nBeta,many\nGamma,5\n' >wrong.csv
K import company wrong.csv --dry-run
expect_exit 3
expect_out_has "1 created, 1 failed" "line 2: Beta: Employees"
K import company wrong.csv --correct '2:size=70'
expect_exit 0
expect_out_has "2 rows: 2 created"
K import company wrong.csv --correct '2:colour=70'
expect_exit 2
expect_err_has 'The file has no column "colour"'
K import company wrong.csv --correct 'x'
expect_exit 2

it "tells of look-alikes in a dry run, and leaves them out or takes them for theirs"
printf 'name,city,email\nDelta,Opole,d@delta.pl\n' >one.csv
K import company one.csv
printf 'external_id,name,city,size\nX1,Delta Sp. z o.o.,Opole,9\nX2,Epsilon,Opole,9\n' >like.csv
K import company like.csv --dry-run
expect_exit 0
expect_out_has "2 rows: 2 created, 1 possible duplicate" "line 2: Delta Sp. z o.o. resembles #"
K import company like.csv --dry-run --duplicates skip
expect_out_has "1 created, 1 duplicate, 1 possible duplicate"
K import company like.csv --duplicates update
expect_exit 0
expect_out_has "1 created, 1 updated"
K import company like.csv --duplicates ask
expect_exit 2

it "does not look for look-alikes in a long file unless it is told to"
{
	echo external_id,name,city
	echo 'Y1,Delta Sp. z o.o.,Opole'
	awk 'BEGIN { for (i = 1; i <= 6000; i++) print "S" i ",Firm " i ",Radom" }'
} >long.csv
K import company long.csv --dry-run
expect_exit 0
expect_out_has "Look-alikes were not looked for"
expect_out_lacks "possible duplicate"

it "lists the updates of a run as JSON"
printf 'name,city,size\nDelta Sp. z o.o.,Opole,11\n' >upd.csv
K import company upd.csv --mode both --dry-run --json
expect_out_has '"updates":[{"line":2,"what":"Delta Sp. z o.o."' '"changes":"Employees: 9 → 11"'

it "reads cards, and knows them again"
printf 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna Nowak\r\nN:Nowak;Anna;;;\r\nTEL;TYPE=CELL:+48 600 1\r\nORG:Omega\r\nEND:VCARD\r\n' >cards.txt
K import person cards.txt
expect_exit 0
expect_out_has "Read as vCard" "1 row: 1 created"
K import person cards.txt --mode both
expect_out_has "1 row: 1 unchanged"
K import person cards.txt --sheet 2
expect_exit 2
expect_err_has "cards.txt has no sheets"

it "names the currency that does not fit"
printf 'title,currency,amount\nD,EUR,5 zł\nE,,7 zł\nF,PLN,8 zł\n' >money.csv
K import deal money.csv
expect_exit 3
expect_out_has '1 created, 2 failed' 'Amount: "5 zł" is in PLN, but the currency of the record is EUR'

it "tells of UTF-8 in a file of another encoding"
printf 'name,city\n\320\356\354\340\370\352\340,\314\356\361\352\342\340\nРомашка,Москва\n' >mixed.csv
K import company mixed.csv --encoding cp1251 --dry-run
expect_out_has "1 row, in line 3, looks like UTF-8: the file mixes encodings"
