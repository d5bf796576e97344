# add, list, find, show, set, rm.
. "$(dirname "$0")/lib.sh"

it "makes the office on the first record, privately"
K add company name="Ромашка" phone="+7 495 123-45-67" city=Москва
expect_exit 0
expect_out "#1 Ромашка"
expect_err ""
expect "the file is private" test "$(stat -c %a "$DB")" = 600

it "adds persons, deals, tasks and products"
K add person name="Иванов Пётр" parent=Ромашка email=P.Ivanov@Example.COM
expect_out "#2 Иванов Пётр"
K add product name="Box" sku=B-1 price=12.50
expect_out "#1 Box"
K add deal title="Boxes" client=Ромашка product=B-1 amount="1 200,50" expected_close=2026-04-01
expect_out "#1 Boxes"
K add task subject="Call back" client="#1" due_day=tomorrow
expect_exit 0
expect_out "#1 Call back"

it "links by number, #number, name, external id"
K add deal title=Linked client=1 person=2
expect_exit 0
K show deal Linked --json
expect_out_has '"client":{"id":1,' '"person":{"id":2,'
K rm deal Linked

it "prints what was added as JSON"
K add company name=Beta city=Opole --json
expect_exit 0
expect_out_lines 1
expect_out_has '"id":3,"version":1,"name":"Beta","kind":"company"' '"city":"Opole"' '"phone":null'

it "refuses what does not fit, and leaves nothing"
K add company name=X birthday=nonsense
expect_exit 3
expect_err_has '"nonsense" is not a date'
K add deal title=X client=Nobody
expect_exit 3
expect_err 'kartoteka: Client: nothing is called "Nobody"'
K add company city=Opole
expect_exit 3
expect_err_has "Name is missing"
K add company name
expect_exit 2
expect_err 'kartoteka: "name": write field=value'
K add client name=X last_contact_at=today
expect_exit 2
expect_err "kartoteka: Client: the program keeps the field last_contact_at itself"
K list client --count
expect_out 3

it "reads a long text from standard input"
printf 'one\ntwo\033[31m\n' | "$KARTOTEKA" --db "$DB" set client Beta notes=- >"$T/out" 2>"$T/err"
code=$?
expect_exit 0
expect_out "#3 Beta: changed"
K show client Beta
expect_out_has "Notes:               one" "                     two[31m"

it "lists in the order of names, with columns"
K list client --columns name,city
expect_exit 0
expect_out - <<'X'
#  Name         City
3  Beta         Opole
2  Иванов Пётр
1  Ромашка      Москва
X
K list client --columns id,name --order -name
expect_out - <<'X'
#  Name
1  Ромашка
2  Иванов Пётр
3  Beta
X

it "filters, limits and counts"
K list company --columns name --filter city:москва
expect_out - <<'X'
#  Name
1  Ромашка
X
K list client --limit 1 --columns name
expect_out_lines 2
K list company --count
expect_out 2
K list person --filter 'city:opole or name:иванов' --count
expect_out 1

it "finds nothing: exit code 1 and no words"
K list client --filter city:Nowhere
expect_exit 1
expect_out ""
expect_err ""
K list client --filter city:Nowhere --count
expect_exit 1
expect_out 0

it "aligns amounts to the right and names a foreign currency"
K add deal title="Few" client=Beta amount=5 currency=USD
K list deal --columns title,amount
nbsp=$(printf '\302\240')
expect_out - <<X
#  Title    Amount
1  Boxes  1${nbsp}200.50
3  Few    5.00 USD
X

it "prints one JSON object a line"
K list deal --json --filter title:Boxes
expect_exit 0
expect_out_lines 1
expect_out_has '"amount":"1200.50","currency":"EUR"' '"client":{"id":1,"name":"Ромашка"}' \
	'"expected_close":"2026-04-01"' '"stage":{"id":1,"name":"New"}' '"created_at":"2026-03-02T09:00:00Z"'
K list client --json --columns city --filter name:Beta
expect_out '{"id":3,"version":2,"city":"Opole"}'
K list client --json --columns types --filter name:Beta
expect_out '{"id":3,"version":2,"types":[]}'
K set client Beta types=customer,supplier
K list client --json --columns types --filter name:Beta
expect_out '{"id":3,"version":3,"types":["customer","supplier"]}'

it "finds over all kinds, by words and by digits of a phone"
K find box
expect_exit 0
expect_out_has "Deal" "Boxes" "Product" "B-1, 12.50"
K find 1234567
expect_exit 0
expect_out_has "Ромашка" "+7 495 123-45-67, Москва"
K find иванов петр
expect_exit 0
expect_out_has "Иванов Пётр"
K find box --json
expect_out_lines 2
expect_out_has '{"record":"deal","id":1,"title":"Boxes","client":"Ромашка","stage":"New","amount":"1200.50"}'
K find qqqqqq
expect_exit 1
expect_out ""
K find ''
expect_exit 2

it "shows a record with what belongs to it"
K show client Ромашка
expect_exit 0
expect_out_has "Client #1" "Name:                Ромашка" "Phone:               +7 495 123-45-67" \
	"Open tasks" "Call back" "Deals" "Boxes" "Belongs to it" "Иванов Пётр"
K show client 1 --json
expect_out_lines 1
expect_out_has '"name":"Ромашка"' '"next_task_day":"2026-03-03"'

it "takes #id, id, external id, exact name and a unique search"
K set client Beta external_id=EXT-7
K show client '#3' --json
expect_out_has '"name":"Beta"'
K show client EXT-7 --json
expect_out_has '"name":"Beta"'
K show client beta --json
expect_out_has '"name":"Beta"'
K show client рома --json
expect_out_has '"name":"Ромашка"'
K show client 5-67 --json
expect_out_has '"name":"Ромашка"'

it "lists what an ambiguous name may mean"
K add company name="Ромашка Плюс" city=Тула
K show client ром
expect_exit 3
expect_err_has 'Client: "ром" may mean several; name one by its number' "#1  Ромашка, Москва" \
	"#4  Ромашка Плюс, Тула"
expect_out ""
K show client nobody
expect_exit 1
expect_err 'kartoteka: Client: nothing is called "nobody"'
K show client '#99'
expect_exit 1
expect_err 'kartoteka: Client #99 does not exist'

it "changes one record and tells the version"
K set client Beta city=Łódź phone=
expect_exit 0
expect_out "#3 Beta: changed"
K set client Beta city=Łódź
expect_exit 0
expect_out "#3 Beta: nothing to change"
K list client --json --columns city --filter name:Beta
expect_out '{"id":3,"version":5,"city":"Łódź"}'
K set client Beta city=Gdańsk --version 4
expect_exit 4
expect_err_has "is version 5 now"
K set client Beta city=Gdańsk --version 5
expect_exit 0

it "counts before it changes many, and changes them as one action"
K set company --filter city:Москва rank=A
expect_exit 0
expect_out - <<'X'
1 of 1 would change
Nothing is done yet: add --yes
X
K list client --filter rank:A --count
expect_out 0
K set client --filter 'name:Ромашка' rank=A --yes
expect_exit 0
expect_out_has "2 of 2 changed" "To take it back: kartoteka undo "
K undo
expect_out_has "2 records changed back"
K list client --filter rank:A --count
expect_out 0
K set client --filter city:Nowhere rank=A --yes
expect_exit 1

it "changes none when one does not fit"
K set deal --filter 'title:Boxes or title:Few' stage=Lost --yes
expect_exit 3
expect_err_has "A lost deal needs a reason"
K list deal --filter stage:Lost --count
expect_out 0
K set client --filter name:Beta
expect_exit 2

it "puts into the trash what is named, with what belongs to it"
K rm client Beta 4
expect_exit 0
expect_out_has "#3 Beta: in the trash" "#4 Ромашка Плюс: in the trash" "kartoteka undo "
K show deal Few
expect_exit 1
K show client 3
expect_exit 0
expect_out_has "Client #3 (in the trash)"
K list client --filter deleted:yes --columns name
expect_out_lines 3
K undo
expect_exit 0
K show deal Few --json
expect_exit 0
K rm client nobody
expect_exit 1
K rm client Beta nobody
expect_exit 1
K show client Beta --json
expect_exit 0
